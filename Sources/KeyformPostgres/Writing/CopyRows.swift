internal import KeyformCore
internal import KeyformSQL

/// New rows of a table, sent with COPY while more are made: the fastest way in.
///
/// In COPY's binary form: of a line of text that is refused, and of one that is under way when a
/// statement is cancelled, the server writes the beginning to its log.
final class CopyRows: SQLStatement, PendingRows {
  private let database: PostgresDatabase
  private let table: String
  private let sql: String
  private let columns: Int
  private let isCareful: Bool
  private var bytes: [UInt8] = []
  private var isOpen = false

  private static let chunk = 65_536

  init(_ database: PostgresDatabase, _ write: TableWrite, isCareful: Bool) {
    self.database = database
    self.isCareful = isCareful
    table = write.table.name
    columns = write.columns.count
    let names = write.columns.map(\.name).joined(separator: ", ")
    sql = "COPY \(table) (\(names)) FROM STDIN WITH (FORMAT binary)"
  }

  func bind(_ text: String?, at parameter: Int) {
    begin(parameter)
    guard var text else { return append(length: -1) }
    text.withUTF8 { append($0) }
  }

  func bind(_ integer: Int?, at parameter: Int) {
    begin(parameter)
    guard let integer else { return append(length: -1) }
    append(length: 8)
    withUnsafeBytes(of: Int64(integer).bigEndian) { bytes.append(contentsOf: $0) }
  }

  func bind(_ text: [UInt8], at parameter: Int) {
    begin(parameter)
    text.withUnsafeBufferPointer { append($0) }
  }

  func run() throws(TargetError) {
    try database.collect(self)
    if isCareful {
      try flush()
    } else if bytes.count >= Self.chunk {
      try send()
    }
  }

  /// For whoever collects rows beside: sends what is worth it.
  func sendEnough() throws(TargetError) {
    if bytes.count >= Self.chunk { try send() }
  }

  func flush() throws(TargetError) {
    if !bytes.isEmpty { try send() }
    guard isOpen else { return }
    isOpen = false
    try database.write(to: table) { connection throws(PostgresFailure) in
      try connection.put(Self.end)
      try connection.endCopy()
    }
  }

  private func send() throws(TargetError) {
    let isBegun = isOpen
    try database.write(to: table) { connection throws(PostgresFailure) in
      if !isBegun {
        try connection.beginCopy(sql)
        try connection.put(Self.head)
      }
      try connection.put(bytes)
    }
    isOpen = true
    bytes.removeAll(keepingCapacity: true)
  }

  /// Signature, no flags, no extension.
  private static let head =
    Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0] + [UInt8](repeating: 0, count: 8)
  private static let end: [UInt8] = [0xFF, 0xFF]

  /// Parameters come in order: a row begins with the number of its columns.
  private func begin(_ parameter: Int) {
    guard parameter == 1 else { return }
    withUnsafeBytes(of: Int16(columns).bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// Of the value that follows; -1: NULL.
  private func append(length: Int) {
    withUnsafeBytes(of: Int32(truncatingIfNeeded: length).bigEndian) {
      bytes.append(contentsOf: $0)
    }
  }

  private func append(_ text: UnsafeBufferPointer<UInt8>) {
    append(length: text.count)
    bytes.append(contentsOf: text)
  }
}
