internal import KeyformCore
package import KeyformSQL

extension SQLDialect {
  /// Names are primary keys of text: a hidden integer key would double the index
  /// (docs/decisions/0011-plain-tables-without-rowid.md).
  package static let sqlite = SQLDialect(
    textType: "TEXT", tableOptions: " WITHOUT ROWID",
    tableNames: """
      SELECT name FROM sqlite_master \
      WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name
      """, structure: sqliteStructure, lists: JSONList())

  /// SQLite keeps the name of a trigger's table as somebody wrote it. Where another table's rows go with
  /// ours (`ON DELETE CASCADE`), every trigger may run.
  private static let sqliteStructure = """
    SELECT name, type, NULL, NULL, (SELECT group_concat(t.name, ', ') FROM sqlite_master t \
    WHERE t.type = 'trigger' AND t.tbl_name = m.name COLLATE NOCASE), NULL, \
    CASE type WHEN 'view' THEN sql END, 't', NULL, NULL, NULL \
    FROM sqlite_master m WHERE type IN ('table', 'view') AND name IN (\(TargetStructure.listed)) \
    UNION ALL \
    SELECT t.tbl_name, t.type, t.name, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL \
    FROM sqlite_master t WHERE t.type = 'trigger' AND EXISTS \
    (SELECT 1 FROM sqlite_master x, pragma_foreign_key_list(x.name) f WHERE x.type = 'table' \
    AND f."table" COLLATE NOCASE IN (\(TargetStructure.listed)) \
    AND (f.on_update NOT IN ('NO ACTION', 'RESTRICT') \
    OR f.on_delete NOT IN ('NO ACTION', 'RESTRICT')))
    """
}

/// A list of texts as a JSON array.
private struct JSONList: ListParameter {
  func value(_ texts: [String]) -> String {
    var json = RawJSON()
    json.beginArray()
    for text in texts { json.value(text) }
    json.endArray()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  func isAmong(_ column: String, parameter: Int) -> String {
    "\(column) IN (SELECT value FROM json_each($\(parameter)))"
  }
}
