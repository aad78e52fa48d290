internal import KeyformCore

/// Reads the changes of a saved plan, which stand one a line.
struct SavedChanges {
  private var cursor: PlanCursor
  private let files: [String: Int32]
  private var lastFile: (name: String, index: Int32)?

  init(_ cursor: PlanCursor, files: [String: Int32]) {
    self.cursor = cursor
    self.files = files
  }

  /// All changes up to the cursor's end. Every line but the plan's last one ends in a comma.
  mutating func read() throws(PlanReadError) -> [Change] {
    var changes: [Change] = []
    while !cursor.isAtEnd {
      changes.append(try change())
      if !cursor.isAtEnd { try cursor.expect(",\n") }
    }
    return changes
  }

  private mutating func change() throws(PlanReadError) -> Change {
    try cursor.expect("{\"action\":\"")
    let action: Action
    if cursor.take("create") {
      action = .create
    } else if cursor.take("update") {
      action = .update
    } else if cursor.take("delete") {
      action = .delete
    } else {
      throw cursor.malformed("an action")
    }
    try cursor.expect("\",\"address\":")
    let text = try cursor.string()
    guard let address = Address(text), address.description == text else {
      throw cursor.malformed("an address")
    }
    try cursor.expect(",\"fields\":[")
    switch address.kind {
    case .key: return try change(action, address, FieldTables.key, Entity.key)
    case .deployment: return try change(action, address, FieldTables.deployment, Entity.deployment)
    case .binding: return try change(action, address, FieldTables.binding, Entity.binding)
    case .host: return try change(action, address, FieldTables.host, Entity.host)
    case .directory: return try change(action, address, FieldTables.directory, Entity.directory)
    }
  }

  private mutating func change<Value: Managed>(
    _ action: Action, _ address: Address, _ table: FieldTable<Value>,
    _ entity: (Entry<Value>) -> Entity
  ) throws(PlanReadError) -> Change {
    let name = address.description
    var fields = SavedFields(table)
    try fields.readChanges(&cursor, of: name)
    let origin = try origin()
    let base = try base(action)
    let secret = try secret()
    if action == .update {
      try cursor.expect(",\"unchanged\":{")
      try fields.readUnchanged(&cursor, of: name)
    }
    try cursor.expect("}")
    func before() throws(PlanReadError) -> Entity {
      entity(Entry(try fields.valueBefore(address.name), origin: .none))
    }
    func after() throws(PlanReadError) -> Entity {
      entity(Entry(try fields.valueAfter(address.name), origin: origin, secret: secret))
    }
    let change: Change
    switch action {
    case .create:
      if fields.hasBefore { throw cursor.malformed("a create without a row before") }
      change = Change(.create(try after()))
    case .update: change = Change(.update(from: try before(), to: try after()), base: base)
    case .delete:
      if fields.hasAfter || origin != .none {
        throw cursor.malformed("a delete without a row after")
      }
      change = Change(.delete(try before()), base: base)
    }
    if secret != nil, !change.writesSecret { throw cursor.malformed("no secret") }
    return change
  }

  private mutating func origin() throws(PlanReadError) -> Origin {
    guard cursor.take(",\"source\":{\"file\":") else { return .none }
    let file = try cursor.string()
    try cursor.expect(",\"line\":")
    let line = try cursor.integer()
    try cursor.expect("}")
    if lastFile?.name != file { lastFile = files[file].map { (file, $0) } }
    guard let lastFile, lastFile.name == file, let line = Int32(exactly: line) else {
      throw cursor.malformed("a file of the plan's list")
    }
    return Origin(file: lastFile.index, line: line, column: 1)
  }

  private mutating func base(_ action: Action) throws(PlanReadError) -> RowDigest? {
    if action == .create { return nil }
    try cursor.expect(",\"base\":")
    guard let base = RowDigest(hex: try cursor.string()) else {
      throw cursor.malformed("a digest")
    }
    return base
  }

  private mutating func secret() throws(PlanReadError) -> SecretReference? {
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
