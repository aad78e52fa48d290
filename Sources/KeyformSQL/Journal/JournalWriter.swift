internal import KeyformCore

/// Writes one change set and its items to the journal, line by line: nothing is held.
struct JournalWriter {
  let changeSet: Int
  private let database: any SQLDatabase
  private let project: String
  private var hash = JournalHash()

  /// Begins the change set: rows refer to it from the first write on. Its hash comes last.
  init(
    _ database: any SQLDatabase, project: String, header: ChangeSetHeader
  ) throws(TargetError) {
    self.database = database
    self.project = project
    let latest = try database.rows("SELECT max(id) FROM change_set", [])
    changeSet = (try latest.next() ? latest.integer(0) ?? 0 : 0) + 1
    let previous = try database.rows(
      "SELECT hash FROM change_set WHERE project = $1 ORDER BY id DESC LIMIT 1", [project])
    let previousHash = try previous.next() ? previous.text(0) : nil

    let role = try database.role()
    var row = RowBinder(try database.prepare(SQLSchema.changeSet.insert))
    row.text(project)
    row.count(changeSet)
    for text in [
      header.appliedAt, header.operatorName, role, header.repository, header.commit,
      header.planDigest, header.catalog, header.toolVersion,
    ] { row.text(text) }
    row.count(nil)
    row.text(previousHash)
    row.text("")
    try row.run(for: Address(.key, ""))
    JournalHash.addHeader(
      to: &hash, project: project, id: changeSet, header, role: role, undoOf: nil,
      previous: previousHash)
  }

  /// Writes an item for each change, in their order.
  mutating func write(_ changes: [Change]) throws(TargetError) {
    let insert = try database.prepare(SQLSchema.changeItem.insert)
    for (index, change) in changes.enumerated() {
      let (before, after) = documents(change)
      let address = change.address
      var row = RowBinder(insert)
      row.text(project)
      row.count(changeSet)
      row.count(index + 1)
      row.text(change.action.rawValue)
      row.text(address.kind.rawValue)
      row.text(address.name)
      row.bytes(before)
      row.bytes(after)
      try row.run(for: address)
      hash.add(index + 1)
      hash.add(change.action.rawValue)
      hash.add(address.kind.rawValue)
      hash.add(address.name)
      hash.add(before)
      hash.add(after)
    }
  }

  /// Completes the change set with its hash.
  mutating func finish() throws(TargetError) {
    let statement = try database.prepare(
      "UPDATE change_set SET hash = $1 WHERE project = $2 AND id = $3")
    statement.bind(hash.finish(), at: 1)
    statement.bind(project, at: 2)
    statement.bind(changeSet, at: 3)
    try statement.run()
  }

  /// The whole row of a create or delete; of an update the fields that change.
  private mutating func documents(_ change: Change) -> ([UInt8]?, [UInt8]?) {
    switch change.step {
    case .create(let entity): return (nil, document(entity))
    case .delete(let entity): return (document(entity), nil)
    case .update(let from, let to):
      let hidden = Self.hidesValue(from) || Self.hidesValue(to)
      let fields = change.fields.filter { !(hidden && $0.name == Self.value) }
      return (document(fields, \.from), document(fields, \.to))
    }
  }

  private mutating func document(_ entity: Entity) -> [UInt8] {
    let hidden = Self.hidesValue(entity)
    var json = JSONWriter()
    json.bytes.reserveCapacity(512)
    json.beginObject()
    entity.forEachField { name, value in
      if hidden, name == Self.value { return }
      json.key(name)
      json.value(name == Self.value ? value : FreeText.masked(value))
    }
    json.endObject()
    return json.bytes
  }

  private func document(
    _ fields: [FieldChange], _ side: KeyPath<FieldChange, FieldValue>
  ) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    for field in fields {
      json.key(field.name)
      let value = field[keyPath: side]
      json.value(field.name == Self.value ? value : FreeText.masked(value))
    }
    json.endObject()
    return json.bytes
  }

  private static let value = ProductKey.Field.value.rawValue

  /// The journal shows the values of public keys alone.
  private static func hidesValue(_ entity: Entity) -> Bool {
    if case .key(let entry) = entity { return entry.value.isSecret }
    return false
  }
}

extension JournalHash {
  /// The columns of `change_set` but for the hash itself.
  static func addHeader(
    to hash: inout JournalHash, project: String, id: Int, _ header: ChangeSetHeader,
    role: String?, undoOf: Int?, previous: String?
  ) {
    hash.add(project)
    hash.add(id)
    for text in [
      header.appliedAt, header.operatorName, role, header.repository, header.commit,
      header.planDigest, header.catalog, header.toolVersion,
    ] { hash.add(text) }
    hash.add(undoOf)
    hash.add(previous)
  }
}
