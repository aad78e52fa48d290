internal import KeyformCore

/// Finds what other projects of a target have to do with one, by a few queries that look at little
/// but what they return.
struct NeighbourReader {
  let database: any SQLDatabase
  let project: String
  /// Of the target's tables, which may be an older one.
  let version: Int

  func read(_ own: Inventory, _ unmanaged: Inventory) throws(TargetError) -> OtherProjects {
    var names = try sharedKeys()
    for key in own.foreignKeys {
      if let project = key.project { names[project, default: []].insert(key.name) }
    }
    var keys: [String: EntrySet<ProductKey>] = [:]
    var uses = try usesAcross(project, as: nil)
    if unmanaged.keys.count > 0 {
      uses += try usesAcross("", as: "") + Self.usesOfItself(unmanaged)
    }
    for (owner, names) in names.sorted(by: { $0.key < $1.key }) {
      let entries = try self.keys(of: owner, called: names.sorted())
      uses += try self.uses(of: entries.map(\.value), of: owner)
      keys[owner] = EntrySet(sorted: entries)
    }
    return OtherProjects(keys: keys, uses: uses.sorted())
  }

  /// Names of the keys that other projects share with this one, by project.
  private func sharedKeys() throws(TargetError) -> [String: Set<String>] {
    var names: [String: Set<String>] = [:]
    let rows = try database.rows(
      """
      SELECT project, name, shared_with FROM product_key \
      WHERE shared_with IS NOT NULL AND project <> $1 ORDER BY project, name
      """, [project])
    while try rows.next() {
      let patterns = (rows.text(2) ?? "").split(separator: " ")
      guard patterns.contains(where: { Glob(String($0)).matches(project) }) else { continue }
      names[rows.text(0) ?? "", default: []].insert(rows.text(1) ?? "")
    }
    return names
  }

  private func keys(
    of owner: String, called names: [String]
  ) throws(TargetError) -> [Entry<ProductKey>] {
    var rows = try EntityRows<KeyMapping>(
      database, project: owner, named: names, version: version)
    var entries: [Entry<ProductKey>] = []
    while let row = try rows.next() {
      entries.append(Entry(row.value, origin: .none))
    }
    return entries
  }
}

extension NeighbourReader {
  /// What others use of the keys of `owner`, which are called `name` where this project looks.
  private func usesAcross(_ owner: String, as name: String?) throws(TargetError)
    -> [CrossProjectUse]
  {
    var uses = try bindings(
      "b.key_project = $1 AND b.key_project <> b.project", [owner], project: name)
    for (table, column, kind) in ReferenceReader.keyLists {
      uses += try lists(
        """
        SELECT project, \(column), key_name FROM \(table.name) \
        WHERE key_project = $1 AND key_project <> project ORDER BY project, \(column), key_name
        """, [owner], kind, project: name)
    }
    return uses
  }

  /// What all other projects, its owner among them, use of another project's keys, as far as that
  /// is counted: activations of a key that has a number of them, hosts of a CSVLK.
  private func uses(
    of keys: [ProductKey], of owner: String
  ) throws(TargetError) -> [CrossProjectUse] {
    var activating: [String] = []
    var hosting: [String] = []
    for key in keys {
      switch key.keyKind {
      case .mak, .esuMAK, .retail, .oem: activating.append(key.name)
      case .csvlk: hosting.append(key.name)
      case .gvlk, .avma, .setupDefault, nil: break
      }
    }
    let dialect = database.dialect
    var uses: [CrossProjectUse] = []
    if !activating.isEmpty {
      uses += try bindings(
        """
        b.key_project = $1 AND \(dialect.lists.isAmong("b.key_name", parameter: 2)) \
        AND b.project <> $3
        """, [owner, dialect.lists.value(activating), project], project: owner)
    }
    if !hosting.isEmpty {
      uses += try lists(
        """
        SELECT project, host, key_name FROM kms_host_key \
        WHERE key_project = $1 AND \(dialect.lists.isAmong("key_name", parameter: 2)) \
        AND project <> $3 ORDER BY project, host, key_name
        """, [owner, dialect.lists.value(hosting), project], .host, project: owner)
    }
    return uses
  }

  private func bindings(
    _ condition: String, _ values: [String], project: String?
  ) throws(TargetError) -> [CrossProjectUse] {
    try database.all(
      """
      SELECT b.project, b.name, b.key_name, b.for_installation, b.for_activation, \
      COALESCE(b.machines, d.machines), b.activated \
      FROM binding b JOIN deployment d ON d.project = b.project AND d.name = b.deployment \
      WHERE \(condition) ORDER BY b.project, b.name
      """, values
    ) { row in
      var use: KeyUse = []
      if row.integer(3) == 1 { use.insert(.installation) }
      if row.integer(4) == 1 { use.insert(.activation) }
      return CrossProjectUse(
        project: row.text(0) ?? "", address: Address(.binding, row.text(1) ?? ""),
        key: KeyReference(project: project, name: row.text(2) ?? ""), use: use,
        machines: row.integer(5), activated: row.integer(6))
    }
  }

  private func lists(
    _ sql: String, _ values: [String], _ kind: EntityKind, project: String?
  ) throws(TargetError) -> [CrossProjectUse] {
    try database.all(sql, values) { row in
      CrossProjectUse(
        project: row.text(0) ?? "", address: Address(kind, row.text(1) ?? ""),
        key: KeyReference(project: project, name: row.text(2) ?? ""))
    }
  }

  /// What unmanaged rows use of unmanaged keys.
  private static func usesOfItself(_ unmanaged: Inventory) -> [CrossProjectUse] {
    func use(_ address: Address, _ key: KeyReference) -> CrossProjectUse? {
      guard key.project == nil else { return nil }
      return CrossProjectUse(
        project: "", address: address, key: KeyReference(project: "", name: key.name))
    }
    let keys =
      unmanaged.bindings.entries.map { ($0.value.address, [$0.value.key]) }
      + unmanaged.hosts.entries.map { ($0.value.address, $0.value.hostKeys) }
      + unmanaged.directories.entries.map { ($0.value.address, $0.value.hostKeys) }
    return keys.flatMap { address, keys in keys.compactMap { use(address, $0) } }
  }
}
