internal import KeyformCore

/// What every change of a saved plan has, whatever its kind.
struct SavedFrame {
  var cursor: PlanCursor
  private let files: [String: Int32]
  let hasDigests: Bool
  private var lastFile: (name: String, index: Int32)?

  init(cursor: PlanCursor, files: [String: Int32], hasDigests: Bool) {
    self.cursor = cursor
    self.files = files
    self.hasDigests = hasDigests
  }

  mutating func action() throws(PlanReadError) -> Action {
    try cursor.expect("{\"action\":\"")
    if cursor.take("create") { return .create }
    if cursor.take("update") { return .update }
    if cursor.take("delete") { return .delete }
    if cursor.take("adopt") { return .adopt }
    if cursor.take("release") { return .release }
    throw cursor.malformed("an action")
  }

  mutating func address() throws(PlanReadError) -> Address {
    try cursor.expect("\",\"address\":\"")
    let kind = try kind()
    let name = try cursor.restOfString(like: nil)
    guard !name.isEmpty else { throw cursor.malformed("a name") }
    return Address(kind, name)
  }

  /// The name that a renamed entry had.
  mutating func formerName() throws(PlanReadError) -> String? {
    guard cursor.take(",\"was\":\"") else { return nil }
    let name = try cursor.restOfString(like: nil)
    guard !name.isEmpty else { throw cursor.malformed("a name") }
    return name
  }

  private mutating func kind() throws(PlanReadError) -> EntityKind {
    if cursor.take("key/") { return .key }
    if cursor.take("deployment/") { return .deployment }
    if cursor.take("binding/") { return .binding }
    if cursor.take("host/") { return .host }
    if cursor.take("directory/") { return .directory }
    throw cursor.malformed("an address")
  }

  mutating func origin() throws(PlanReadError) -> Origin {
    guard cursor.take(",\"source\":{\"file\":\"") else { return .none }
    let file = try cursor.restOfString(like: lastFile?.name)
    try cursor.expect(",\"line\":")
    let line = try cursor.integer()
    try cursor.expect("}")
    if lastFile?.name != file { lastFile = files[file].map { (file, $0) } }
    guard let lastFile, let line = Int32(exactly: line) else {
      throw cursor.malformed("a file of the plan's list")
    }
    return Origin(file: lastFile.index, line: line, column: 1)
  }

  mutating func base() throws(PlanReadError) -> RowDigest {
    try cursor.expect(",\"base\":")
    guard let base = RowDigest(hex: try cursor.string()) else {
      throw cursor.malformed("a digest")
    }
    return base
  }

  mutating func secret() throws(PlanReadError) -> SecretReference? {
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
