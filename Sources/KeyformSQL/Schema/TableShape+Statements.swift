extension TableShape {
  /// The statement that makes the table.
  package func create(_ dialect: SQLDialect) -> String {
    var lines = columns.map { "  " + Self.definition(of: $0, dialect) }
    let key = columns.prefix(keyLength).map(\.name).joined(separator: ", ")
    lines.append("  PRIMARY KEY (\(key))")
    for reference in references {
      lines.append(
        """
          FOREIGN KEY (\(reference.columns.joined(separator: ", "))) \
        REFERENCES \(reference.table) (\(reference.keys.joined(separator: ", ")))\
        \(reference.mayWait && dialect.defersReferences ? " DEFERRABLE" : "")
        """)
    }
    return
      "CREATE TABLE \(name) (\n\(lines.joined(separator: ",\n"))\n)\(dialect.tableOptions)"
  }

  private static func definition(of column: Column, _ dialect: SQLDialect) -> String {
    let type =
      switch column.kind {
      case .text: dialect.textType
      case .integer: "BIGINT"
      }
    return "\(column.name) \(type)" + (column.isRequired ? " NOT NULL" : "")
      + (column.standard.map { " DEFAULT \($0)" } ?? "")
  }

  /// The statements that bring the table of an older version up to this one.
  package func migration(from version: Int, _ dialect: SQLDialect) -> [String] {
    columns.filter { $0.since > version }.map { column in
      "ALTER TABLE \(name) ADD COLUMN \(Self.definition(of: column, dialect))"
    }
  }

  /// The statements that let references to change sets wait, in tables of an engine that can and
  /// that were made when they did not.
  package func deferral(_ dialect: SQLDialect) -> [String] {
    guard dialect.defersReferences else { return [] }
    return references.filter(\.mayWait).map { reference in
      // As the server names a constraint that has no name.
      let constraint = "\(name)_\(reference.columns.joined(separator: "_"))_fkey"
      return "ALTER TABLE \(name) ALTER CONSTRAINT \(constraint) DEFERRABLE"
    }
  }

  /// One for each reference that is looked up from the other side.
  package var indexes: [String] {
    references.filter(\.isIndexed).map { reference in
      let columns = reference.columns.joined(separator: ", ")
      let last = reference.columns.last ?? ""
      return "CREATE INDEX \(name)_by_\(last) ON \(name) (\(columns))"
    }
  }

  /// Parameters in the order of the columns.
  var insert: String {
    let names = columns.map(\.name).joined(separator: ", ")
    let parameters = (1...columns.count).map { "$\($0)" }.joined(separator: ", ")
    return "INSERT INTO \(name) (\(names)) VALUES (\(parameters))"
  }

  /// What makes an insert put the other columns into a row that is there already.
  package var onConflict: String {
    let key = columns.prefix(keyLength).map(\.name).joined(separator: ", ")
    let others = columns.dropFirst(keyLength).map { "\($0.name) = excluded.\($0.name)" }
    return " ON CONFLICT (\(key)) DO UPDATE SET \(others.joined(separator: ", "))"
  }

  /// The same parameters: the row of the key gets the other columns, but for what is withheld.
  var update: String {
    let numbered = columns.enumerated().map { "\($1.name) = $\($0 + 1)" }
    let set = columns.indices.dropFirst(keyLength).filter { !columns[$0].isWithheld }
    return """
      UPDATE \(name) SET \(set.map { numbered[$0] }.joined(separator: ", ")) \
      WHERE \(numbered.prefix(keyLength).joined(separator: " AND "))
      """
  }

  /// The row of the key gets the first of the columns that are withheld.
  var updateWithheld: String {
    let value = columns.first(where: \.isWithheld)?.name ?? ""
    return "UPDATE \(name) SET \(value) = $\(keyLength + 1) WHERE \(condition(keyLength))"
  }

  /// Deletes by the first `count` columns: one row, or all of one owner.
  func delete(by count: Int) -> String {
    "DELETE FROM \(name) WHERE \(condition(count))"
  }

  /// All columns after the first `from` but `change_set`, of the rows that the first `count`
  /// select, by key. Tables of an older `version` lack columns, which read as what goes without
  /// saying; what the role may not read reads as NULL.
  func select(
    from: Int, by count: Int, at version: Int = SQLSchema.version, withheld: Bool = false
  ) -> String {
    "\(read(from, version, withheld)) WHERE \(condition(count)) ORDER BY \(order(from))"
  }

  /// The same, but the last column that selects is one of a list, in which nothing comes twice.
  func select(
    from: Int, by count: Int, in dialect: SQLDialect, at version: Int = SQLSchema.version,
    withheld: Bool = false
  ) -> String {
    let others = count > 1 ? condition(count - 1) + " AND " : ""
    let last = columns[count - 1].name
    return dialect.lists.select(
      "\(read(from, version, withheld)) WHERE \(others)", last, parameter: count,
      order: order(from))
  }

  /// Some columns of the rows in which `fixed` is the first parameter and `listed` one of a list.
  func lookUp(
    _ columns: [String], fixed: String, listed: String, in dialect: SQLDialect
  ) -> String {
    let names = columns.joined(separator: ", ")
    return dialect.lists.select(
      "SELECT \(names) FROM \(name) WHERE \(fixed) = $1 AND ", listed, parameter: 2, order: names)
  }

  private func read(_ from: Int, _ version: Int, _ withheld: Bool) -> String {
    let read = columns.dropFirst(from).filter { $0.name != "change_set" }.map { column in
      let isThere = column.since <= version && !(withheld && column.isWithheld)
      return isThere ? column.name : "\(column.standard ?? "NULL") AS \(column.name)"
    }
    return "SELECT \(read.joined(separator: ", ")) FROM \(name)"
  }

  /// By key: the columns before `from` are the same in all rows.
  private func order(_ from: Int) -> String {
    columns.prefix(keyLength).dropFirst(from).map(\.name).joined(separator: ", ")
  }

  private func condition(_ count: Int) -> String {
    columns.prefix(count).enumerated().map { "\($1.name) = $\($0 + 1)" }
      .joined(separator: " AND ")
  }
}
