internal import KeyformCore
internal import KeyformSQL

/// Makes tables what an older Keyform left.
package enum OlderTables {
  /// Takes away the columns and indexes that versions after `version` brought, and says so of the
  /// target.
  package static func statements(_ version: Int) -> [String] {
    SQLSchema.indexes(since: version).map { index in
      "DROP INDEX \(index.split(separator: " ")[2])"
    }
      + SQLSchema.tables.flatMap { table in
        table.columns.filter { $0.since > version }.map {
          "ALTER TABLE \(table.name) DROP COLUMN \($0.name)"
        }
      } + ["UPDATE keyform_meta SET value = '\(version)' WHERE name = 'schema_version'"]
  }

  /// Fields that such tables do not hold: what was applied before reads as if nobody had set them.
  package static func missingFields(_ version: Int) -> Set<String> {
    Set(EntityKind.allCases.flatMap { names($0.type, version) })
  }

  private static func names<Value: Managed>(_ kind: Value.Type, _ version: Int) -> [String] {
    kind.fields.filter { $0.columns.contains { $0.since > version } }.map(\.name)
  }
}
