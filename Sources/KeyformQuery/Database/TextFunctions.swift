internal import CLibSQLite

/// SQLite's functions that compare every place of one text with another, in time that grows with
/// their sum instead of their product: one call of its own could go on for seconds, and what a
/// statement may use is looked at between calls alone. They give what SQLite's give.
enum TextFunctions {
  private typealias Function =
    @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void

  /// The connection ends before the guard does.
  static func replace(on connection: OpaquePointer, watching watcher: QueryGuard) -> Bool {
    let own = Unmanaged.passUnretained(watcher).toOpaque()
    let functions: [(name: String, count: Int32, function: Function)] = [
      ("instr", 2, { context, _, values in TextCall(context, values)?.instr() }),
      ("replace", 3, { context, _, values in TextCall(context, values)?.replace() }),
      ("trim", 2, { context, _, values in TextCall(context, values)?.trim() }),
      ("ltrim", 2, { context, _, values in TextCall(context, values)?.trim(end: false) }),
      ("rtrim", 2, { context, _, values in TextCall(context, values)?.trim(start: false) }),
      ("like", 2, { context, _, values in TextCall(context, values)?.like() }),
      ("like", 3, { context, _, values in TextCall(context, values)?.likeEscaping() }),
      ("glob", 2, { context, _, values in TextCall(context, values)?.glob() }),
    ]
    return functions.allSatisfy { name, count, function in
      sqlite3_create_function_v2(
        connection, name, count, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, own,
        function, nil, nil, nil) == SQLITE_OK
    }
  }
}

/// One call: its values, and where its result goes.
private struct TextCall {
  private let context: OpaquePointer
  private let values: UnsafeMutablePointer<OpaquePointer?>

  /// From so many bytes on a call asks whether the statement may go on.
  private static let long = 4_096

  init?(_ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?) {
    guard let context, let values else { return nil }
    self.context = context
    self.values = values
  }

  /// Nil for NULL. The text of one value lives until another form of it is asked for.
  private func text(_ index: Int) -> UnsafeBufferPointer<UInt8>? {
    guard let start = sqlite3_value_text(values[index]) else { return nil }
    let count = Int(sqlite3_value_bytes(values[index]))
    if count >= Self.long, let own = sqlite3_user_data(context),
      Unmanaged<QueryGuard>.fromOpaque(own).takeUnretainedValue().isUsedUp()
    {
      sqlite3_result_error_code(context, SQLITE_INTERRUPT)
      return nil
    }
    return UnsafeBufferPointer(start: start, count: count)
  }

  private func isBlob(_ index: Int) -> Bool { sqlite3_value_type(values[index]) == SQLITE_BLOB }

  private func result(_ bytes: UnsafeBufferPointer<UInt8>.SubSequence) {
    let bytes = UnsafeBufferPointer(rebasing: bytes)
    keyform_sqlite_result_text(context, bytes.baseAddress, sqlite3_uint64(bytes.count))
  }

  private static func find(
    _ part: UnsafeBufferPointer<UInt8>, in whole: UnsafeBufferPointer<UInt8>.SubSequence
  ) -> Int? {
    let bytes = UnsafeBufferPointer(rebasing: whole)
    let place = keyform_find(bytes.baseAddress, bytes.count, part.baseAddress, part.count)
    return place < 0 ? nil : whole.startIndex + place
  }

  /// The place of the second text in the first, in characters from 1; of two blobs, in bytes.
  func instr() {
    // Reading a blob as a text makes it one.
    let isBytes = isBlob(0) && isBlob(1)
    guard let whole = text(0), let part = text(1) else { return }
    guard let place = Self.find(part, in: whole[...]) else {
      return sqlite3_result_int(context, 0)
    }
    let before = isBytes ? place : whole[..<place].count { $0 & 0xC0 != 0x80 }
    sqlite3_result_int(context, Int32(before + 1))
  }

  func replace() {
    guard let whole = text(0), let part = text(1) else { return }
    if part.isEmpty { return sqlite3_result_value(context, values[0]) }
    guard let other = text(2) else { return }
    var made: [UInt8] = []
    var rest = whole[...]
    while let place = Self.find(part, in: rest) {
      made += rest[..<place]
      made += other
      guard made.count <= QueryLimits.textLength else {
        return sqlite3_result_error_toobig(context)
      }
      rest = whole[(place + part.count)...]
    }
    made += rest
    guard made.count <= QueryLimits.textLength else { return sqlite3_result_error_toobig(context) }
    made.withUnsafeBufferPointer { result($0[...]) }
  }

  /// Takes the characters of the second text away from the ends of the first.
  func trim(start atStart: Bool = true, end atEnd: Bool = true) {
    guard let whole = text(0), let set = text(1) else { return }
    var unwanted: Set<[UInt8]> = []
    var rest = set[...]
    while !rest.isEmpty {
      let character = Self.first(of: rest)
      unwanted.insert(Array(character))
      rest = set[character.endIndex...]
    }
    var kept = whole[...]
    while atStart, !kept.isEmpty {
      let character = Self.first(of: kept)
      guard unwanted.contains(Array(character)) else { break }
      kept = kept[character.endIndex...]
    }
    while atEnd, !kept.isEmpty {
      let start = kept.lastIndex { $0 & 0xC0 != 0x80 } ?? kept.startIndex
      guard unwanted.contains(Array(kept[start...])) else { break }
      kept = kept[..<start]
    }
    result(kept)
  }

  /// A byte, and what follows it in the same character.
  private static func first(
    of bytes: UnsafeBufferPointer<UInt8>.SubSequence
  ) -> UnsafeBufferPointer<UInt8>.SubSequence {
    guard let lead = bytes.first, lead >= 0xC0 else { return bytes.prefix(1) }
    return bytes[..<(bytes.dropFirst().firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.endIndex)]
  }

  /// The pattern comes first.
  func like(escape: UInt32 = 0) { matches { sqlite3_strlike($0, $1, escape) == 0 } }

  func likeEscaping() {
    guard let escape = text(2) else { return }
    guard let character = String(validating: escape, as: UTF8.self)?.unicodeScalars,
      character.count == 1, let scalar = character.first
    else {
      return sqlite3_result_error(context, "ESCAPE expression must be a single character", -1)
    }
    like(escape: scalar.value)
  }

  func glob() { matches { sqlite3_strglob($0, $1) == 0 } }

  private func matches(_ test: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Bool) {
    guard let pattern = text(0), let whole = text(1), let first = pattern.baseAddress,
      let second = whole.baseAddress
    else { return }
    guard pattern.count <= QueryLimits.patternLength else {
      return sqlite3_result_error(context, "LIKE or GLOB pattern too complex", -1)
    }
    let isMatch = test(
      UnsafeRawPointer(first).assumingMemoryBound(to: CChar.self),
      UnsafeRawPointer(second).assumingMemoryBound(to: CChar.self))
    sqlite3_result_int(context, isMatch ? 1 : 0)
  }
}
