internal import KeyformCore

/// Reads the changes of a saved plan, which stand one a line.
struct SavedChanges {
  fileprivate var frame: SavedFrame
  /// A `SavedKind` for each kind, by rank.
  fileprivate let kinds = EntityKind.allCases.map { SavedChanges.saved($0.reported) }

  /// Rows of a preview have no digests.
  init(_ cursor: JSONCursor, files: [String: Int32], isPreview: Bool) {
    frame = SavedFrame(cursor: cursor, files: files, hasDigests: !isPreview)
  }

  /// All changes up to the cursor's end. Every line but the plan's last one ends in a comma.
  mutating func read() throws -> [Change] {
    var changes: [Change] = []
    while !frame.cursor.isAtEnd {
      changes.append(try change())
      if !frame.cursor.isAtEnd { try frame.cursor.expect(",\n") }
    }
    return changes
  }

  private mutating func change() throws -> Change {
    let action = try frame.action()
    let address = try frame.address()
    return try address.kind.reported.change(action, address, in: &self)
  }

  private static func saved<Value: ReportedKind>(_ kind: Value.Type) -> AnyObject {
    SavedKind<Value>()
  }

  fileprivate static func change<Value: Managed>(
    _ action: Action, _ address: Address, _ fields: inout SavedFields<Value>,
    _ frame: inout SavedFrame
  ) throws -> Change {
    let formerName = action == .update ? try frame.formerName() : nil
    try frame.cursor.expect(",\"fields\":[")
    try fields.readChanges(action, &frame.cursor, of: address)
    let origin = try frame.origin()
    let base = action == .create || !frame.hasDigests ? nil : try frame.base()
    let isFromCatalog = action == .update && frame.cursor.take(",\"fromCatalog\":true")
    let secret = try frame.secret()
    let hasBothSides = action == .update || action == .adopt || action == .release
    if hasBothSides {
      try frame.cursor.expect(",\"unchanged\":{")
      try fields.readUnchanged(&frame.cursor, of: address)
    }
    try frame.cursor.expect("}")
    func before(_ address: Address) throws -> Entity {
      Value.entity(Entry(try fields.valueBefore(address), origin: .none))
    }
    func after() throws -> Entity {
      Value.entity(Entry(try fields.valueAfter(address), origin: origin, secret: secret))
    }
    let change: Change
    switch action {
    case .create: change = Change(.create(try after()))
    case .update:
      let former = formerName.map { Address(address.kind, $0) }
      guard former != address else { throw frame.cursor.malformed("another name") }
      change = Change(
        .update(from: try before(former ?? address), to: try after()), base: base,
        isFromCatalog: isFromCatalog)
    case .adopt:
      change = Change(.adopt(from: try before(address), to: try after()), base: base)
    case .release:
      let row = try fields.valueBefore(address)
      guard origin == .none, row == (try fields.valueAfter(address)) else {
        throw frame.cursor.malformed("a release that changes nothing")
      }
      change = Change(.release(Value.entity(Entry(row, origin: .none))), base: base)
    case .delete:
      guard !fields.hasAfter, origin == .none else {
        throw frame.cursor.malformed("a delete without a row after")
      }
      change = Change(.delete(try before(address)), base: base)
    }
    if secret != nil, !change.writesSecret { throw frame.cursor.malformed("no secret") }
    return change
  }
}

extension ReportedKind {
  static func change(
    _ action: Action, _ address: Address, in changes: inout SavedChanges
  ) throws -> Change {
    guard let saved = changes.kinds[kind.rank] as? SavedKind<Self> else {
      throw changes.frame.cursor.malformed("an address")
    }
    return try SavedChanges.change(action, address, &saved.fields, &changes.frame)
  }
}

/// Kept for all changes of a kind.
private final class SavedKind<Value: ReportedKind> {
  var fields = SavedFields(Value.table)
}

/// What every change of a saved plan has, whatever its kind.
private struct SavedFrame {
  var cursor: JSONCursor
  private let files: [String: Int32]
  let hasDigests: Bool
  private var lastFile: (name: String, index: Int32)?

  init(cursor: JSONCursor, files: [String: Int32], hasDigests: Bool) {
    self.cursor = cursor
    self.files = files
    self.hasDigests = hasDigests
  }

  mutating func action() throws(JSONError) -> Action {
    try cursor.expect("{\"action\":\"")
    if cursor.take("create") { return .create }
    if cursor.take("update") { return .update }
    if cursor.take("delete") { return .delete }
    if cursor.take("adopt") { return .adopt }
    if cursor.take("release") { return .release }
    throw cursor.malformed("an action")
  }

  mutating func address() throws(JSONError) -> Address {
    try cursor.expect("\",\"address\":\"")
    let kind = try kind()
    let name = try cursor.restOfString()
    guard !name.isEmpty else { throw cursor.malformed("a name") }
    return Address(kind, name)
  }

  /// The name that a renamed entry had.
  mutating func formerName() throws(JSONError) -> String? {
    guard cursor.take(",\"was\":\"") else { return nil }
    let name = try cursor.restOfString()
    guard !name.isEmpty else { throw cursor.malformed("a name") }
    return name
  }

  private static let prefixes = EntityKind.allCases.map { ($0, Array("\($0.rawValue)/".utf8)) }

  private mutating func kind() throws(JSONError) -> EntityKind {
    for (kind, prefix) in Self.prefixes where cursor.take(prefix) { return kind }
    throw cursor.malformed("an address")
  }

  mutating func origin() throws(JSONError) -> EntryOrigin {
    guard cursor.take(",\"source\":{\"file\":\"") else { return .none }
    let file = try cursor.restOfString(like: lastFile?.name)
    try cursor.expect(",\"line\":")
    let line = try cursor.integer()
    try cursor.expect("}")
    if lastFile?.name != file { lastFile = files[file].map { (file, $0) } }
    guard let lastFile, let line = Int32(exactly: line) else {
      throw cursor.malformed("a file of the plan's list")
    }
    return EntryOrigin(file: lastFile.index, line: line, column: 1)
  }

  mutating func base() throws(JSONError) -> RowDigest {
    try cursor.expect(",\"base\":")
    guard let base = RowDigest(hex: try cursor.string()) else {
      throw cursor.malformed("a digest")
    }
    return base
  }

  mutating func secret() throws(JSONError) -> SecretReference? {
    guard cursor.take(",\"secret\":{") else { return nil }
    if cursor.take("\"env\":") {
      let name = try cursor.string()
      try cursor.expect("}")
      return .environment(name)
    }
    try cursor.expect("\"file\":")
    let file = try cursor.string()
    if cursor.take("}") { return .file(file) }
    try cursor.expect(",\"entry\":")
    let name = try cursor.string()
    try cursor.expect("}")
    return .entry(file: file, name: name)
  }
}
