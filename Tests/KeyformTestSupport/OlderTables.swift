internal import KeyformSQL

/// Makes tables what an older Keyform left.
package enum OlderTables {
  /// Takes away the columns and indexes that versions after `version` brought, and says so of the
  /// target.
  package static func statements(_ version: Int) -> [String] {
    SQLSchema.indexes(since: version).map { index in
      "DROP INDEX \(index.split(separator: " ")[2])"
    } + SQLSchema.tables.flatMap { table in
      table.columns.filter { $0.since > version }.map {
        "ALTER TABLE \(table.name) DROP COLUMN \($0.name)"
      }
    } + ["UPDATE keyform_meta SET value = '\(version)' WHERE name = 'schema_version'"]
  }
}
