package import KeyformCore

/// What stands in the place of Keyform's tables and views: names alone could be anything. A view that
/// took a table's name could run what others wrote with the rights of whoever reads it.
package struct TargetStructure {
  /// The schema in which the tables lie; nil where the engine has one alone.
  private(set) var place: String?
  /// Of the server; nil where definitions do not depend on it.
  private(set) var serverVersion: Int?
  /// Kind, definition and what else is known of each that is there, by name.
  private(set) var objects: [String: Object] = [:]
  /// Who else may create things in the schema; nil: nobody.
  private(set) var creators: String?
  /// Whose the schema is, where that is nobody whom the role has reason to trust.
  private(set) var stranger: String?
  /// A trigger that may run because rows of ours are followed by others'.
  private var follower: (table: String, trigger: String)?

  struct Object {
    let isTable: Bool
    let isView: Bool
    let owner: String?
    let columns: String?
    let triggers: String?
    let rules: String?
    /// Of a view: its options in braces, where it has some, and what it says.
    let definition: String?
    /// Whether the role may read it; of `product_key` its column `value`.
    let isReadable: Bool
    /// Of `product_key` its constraints and indexes, counted; of `change_set` whether all that
    /// refers to it may wait.
    let detail: String?
    /// Whether its owner is somebody whom the role has no reason to trust.
    let isStrangers: Bool
    /// Whether the role may add rows to what is a stranger's.
    let isAtRisk: Bool
    /// Defaults, generated columns, constraints and indexes with expressions of others'.
    let expressions: String?

    /// Whether a view decides on a row before functions of whoever reads it see the row.
    var hasBarrier: Bool { definition?.contains("security_barrier=true") ?? false }
  }

  private static let asked = SQLSchema.names + [OpenMeta.name]

  /// Names of tables and views that a dialect's query tells of, as a list in SQL.
  package static let listed = asked.map { "'\($0)'" }.joined(separator: ", ")

  init(_ database: any SQLDatabase) throws(TargetError) {
    let rows = try database.rows(database.dialect.structure, [])
    while try rows.next() {
      let name = rows.text(0) ?? ""
      let kind = rows.text(1) ?? ""
      if kind == "s" {
        place = name
        serverVersion = rows.text(2).flatMap { Int($0) }
        creators = rows.text(3)
        stranger = rows.text(4)
        continue
      }
      if kind == "trigger" {
        follower = (table: name, trigger: rows.text(2) ?? "")
        continue
      }
      objects[name] = Object(
        isTable: ["table", "r", "p"].contains(kind), isView: ["view", "v"].contains(kind),
        owner: rows.text(2), columns: rows.text(3), triggers: rows.text(4), rules: rows.text(5),
        definition: rows.text(6), isReadable: rows.text(7) == "t", detail: rows.text(8),
        isStrangers: rows.text(9) != nil, isAtRisk: rows.text(9) == "w",
        expressions: rows.text(10))
    }
    try checkKinds()
    var facts = TableFacts()
    facts.readsValues = readsMeta && objects[SQLSchema.productKey.name]?.isReadable ?? true
    facts.keysAreOurs = keysAreOurs
    facts.defersReferences = objects[SQLSchema.changeSet.name]?.detail == "true"
    database.facts = facts
  }

  /// Whether all of ours are there.
  var isComplete: Bool { SQLSchema.names.allSatisfy { objects[$0] != nil } }

  /// Whether the role may read all rows of `keyform_meta`.
  var readsMeta: Bool { objects[SQLSchema.meta.name]?.isReadable ?? true }

  /// What the role may read of it where that is not the whole; nil: nothing. Throws where that is not
  /// what Keyform's script makes, and so would run what its owner likes.
  func readableMeta() throws(TargetError) -> String? {
    guard let object = objects[OpenMeta.name], object.isReadable else { return nil }
    guard isOpenMetaOurs else {
      throw .replaced(
        "`\(OpenMeta.name)` is not the view that schemas/roles.sql makes, of the tables' owner")
    }
    return OpenMeta.name
  }

  /// Whether it is the view that `schemas/roles.sql` makes, of the tables' owner.
  var isOpenMetaOurs: Bool {
    guard let object = objects[OpenMeta.name], object.isView,
      object.owner == objects[SQLSchema.meta.name]?.owner, var definition = object.definition
    else { return false }
    if definition.hasPrefix("{"), let end = definition.firstIndex(of: "}") {
      definition = String(definition[definition.index(after: end)...])
    }
    return OpenMeta.isQuery(definition)
  }

  /// Before the first row is read: who reads a view runs what it says.
  private func checkKinds() throws(TargetError) {
    // Without it these are the tables of something else.
    guard objects[SQLSchema.meta.name] != nil else { return }
    for table in SQLSchema.tables {
      guard let object = objects[table.name], !object.isTable else { continue }
      throw .replaced("`\(table.name)` is no table")
    }
    for name in SQLSchema.viewNames {
      guard let object = objects[name], !object.isView else { continue }
      throw .replaced("`\(name)` is no view")
    }
    // A server's owner may have reasons, and is told of them.
    if place != nil { return }
    for name in SQLSchema.names {
      if let triggers = objects[name]?.triggers { throw .trigger(triggers, on: name) }
    }
    if let follower { throw .trigger(follower.trigger, on: follower.table) }
  }

  /// For whoever is about to write. An owner reads what is written, replaces tables, and has code run
  /// with the rights of whoever writes.
  func checkOwners() throws(TargetError) {
    if let stranger, let place { throw .strangers("the schema \(place)", owner: stranger) }
    for name in SQLSchema.names {
      guard let object = objects[name], object.isStrangers else { continue }
      throw .strangers("`\(name)`", owner: object.owner ?? "nobody")
    }
  }

  /// Whether tables and views of `version` have the columns that they were made with. Others may have
  /// been added.
  func checkColumns(at version: Int, _ dialect: SQLDialect) throws(TargetError) {
    for table in SQLSchema.tables {
      guard let columns = columns(of: table.name) else { continue }
      for column in table.columns where column.since <= version {
        guard let found = columns[column.name[...]] else {
          throw .replaced("table `\(table.name)` has no column `\(column.name)`")
        }
        let isFit =
          switch column.kind {
          case .text: found.hasPrefix("25")
          case .integer: found.hasPrefix("20")
          }
        if !isFit {
          throw .replaced("column `\(column.name)` of table `\(table.name)` has another type")
        }
      }
    }
    // SQLite keeps the statement that made a view; a server has its own words for it.
    if serverVersion != nil { return }
    for (name, definition) in zip(SQLSchema.viewNames, SQLSchema.views(dialect))
    where objects[name]?.definition != definition {
      throw .replaced("view `\(name)` is not the one that Keyform makes")
    }
  }

  /// By name: the number of its type, and `!` where it must not be NULL.
  private func columns(of table: String) -> [Substring: Substring]? {
    guard let text = objects[table]?.columns else { return nil }
    var columns: [Substring: Substring] = [:]
    for part in text.split(separator: ",") {
      let words = part.split(separator: " ")
      if let name = words.first, let type = words.last { columns[name] = type }
    }
    return columns
  }

  /// Nothing on `product_key` could refuse a row or look at it but what Keyform has put there.
  private var keysAreOurs: Bool {
    let table = SQLSchema.productKey
    guard let object = objects[table.name], let columns = columns(of: table.name) else {
      return true
    }
    let required = table.columns.count { $0.isRequired }
    let indexes = SQLSchema.indexes.count { $0.contains(" ON \(table.name) (") }
    return object.triggers == nil && object.rules == nil
      && object.detail == "r/\(table.references.count + 1)/\(indexes + 1)"
      && columns.values.count { $0.hasSuffix("!") } == required
      && table.columns.allSatisfy {
        !$0.isRequired || columns[$0.name[...]]?.hasSuffix("!") == true
      }
  }

  /// The server's own words for the views, as one digest with the server's version before it: another
  /// version has other words. Nil where definitions are compared as they are.
  var views: String? {
    guard let serverVersion else { return nil }
    var digest = ContentDigest()
    for name in SQLSchema.viewNames {
      digest.update(Array((objects[name]?.definition ?? "").utf8) + [0])
    }
    return "\(serverVersion / 10_000) \(digest.hex())"
  }
}

extension TargetError {
  /// `object` lies in the place of Keyform's and belongs to somebody whom the role that applies has no
  /// reason to trust.
  package static func strangers(_ object: String, owner: String) -> TargetError {
    .misplaced(
      "\(object) belongs to \(owner), who could read and change whatever is written",
      advice: """
        An owner has to be the role that applies or one that others made it a member of, the \
        database's owner, or a superuser. Find out who made it; then give it to one of these \
        (ALTER … OWNER TO), or trust \(owner) by name: ALTER ROLE … SET keyform.owner = '\(owner)', or \
        options=-ckeyform.owner%3D\(owner) in the URL.
        """)
  }

  /// A trigger sees what is written, and changes rows that nobody reads back. An engine without roles
  /// has nobody whose it could rightly be.
  static func trigger(_ names: String, on table: String) -> TargetError {
    .misplaced(
      "`\(table)` has what is not Keyform's (trigger \(names))",
      advice: """
        It would see every key that is written and could change other rows. Find out who made it; then \
        DROP TRIGGER it.
        """)
  }
}
