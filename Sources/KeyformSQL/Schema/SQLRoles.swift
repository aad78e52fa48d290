/// The rights of each role on a server that knows roles: a script for `schemas/`.
package enum SQLRoles: String, CaseIterable, Sendable {
  /// Reads keys to install them.
  case rollout = "keyform_rollout"
  /// Reads what was changed, and by whom, without values.
  case auditor = "keyform_auditor"
  /// Plans for whoever may not see values: everything that a plan needs but the values of keys and the
  /// key of the row digests.
  case preview = "keyform_preview"
  /// Keyform where it only reads: plan, drift, history. It reads the values of keys, as a plan
  /// compares them, and the key of the row digests, which bind a plan to the rows.
  case planner = "keyform_planner"
  /// Keyform itself.
  case writer = "keyform_writer"

  package var grants: [String] {
    switch self {
    case .rollout: ["GRANT SELECT ON deployment_key TO \(rawValue)"]
    case .auditor:
      ["deployment_key_masked", "change_set", "change_item"].map {
        "GRANT SELECT ON \($0) TO \(rawValue)"
      }
    case .preview: Self.previewGrants
    case .planner:
      SQLSchema.tables.map { "GRANT SELECT ON \($0.name) TO \(rawValue)" }
    case .writer:
      SQLSchema.tables.map { "GRANT \(Self.rights(on: $0.name)) ON \($0.name) TO \(rawValue)" }
        // Before references could wait, a change set got its hash when its items were in.
        + ["REVOKE UPDATE ON \(SQLSchema.changeSet.name) FROM \(rawValue)"]
    }
  }

  /// The view keeps the row with the key of the row digests back; a table whose columns are not all to
  /// be read is granted column by column.
  private static var previewGrants: [String] {
    let role = Self.preview.rawValue
    let view = """
      CREATE OR REPLACE VIEW \(OpenMeta.name) WITH (security_barrier = true) AS
      \(OpenMeta.query)
      """
    return [view, "GRANT SELECT ON \(OpenMeta.name) TO \(role)"]
      + SQLSchema.tables.filter { $0.name != SQLSchema.meta.name }.map { table in
        let isWhole = !table.columns.contains(where: \.isWithheld)
        let columns = table.columns.filter { !$0.isWithheld }.map(\.name)
        let what = isWhole ? "SELECT" : "SELECT (\(columns.joined(separator: ", ")))"
        return "GRANT \(what) ON \(table.name) TO \(role)"
      }
  }

  /// The journal only grows. What the target says of itself, with the locks, and what is known of
  /// products stays.
  private static func rights(on table: String) -> String {
    switch table {
    case SQLSchema.changeItem.name, SQLSchema.changeSet.name: "SELECT, INSERT"
    case SQLSchema.meta.name, SQLSchema.product.name:
      "SELECT, INSERT, UPDATE"
    default: "SELECT, INSERT, UPDATE, DELETE"
    }
  }

  package static var script: String {
    allCases.map { role in role.grants.map { $0 + ";\n" }.joined() }.joined(separator: "\n")
  }
}
