/// The rights of each role on a server that knows roles: a script for `schemas/`.
package enum SQLRoles: String, CaseIterable, Sendable {
  /// Reads keys to install them.
  case rollout = "keyform_rollout"
  /// Reads what was changed, and by whom, without values.
  case auditor = "keyform_auditor"
  /// Keyform where it only reads: plan, drift, history. It reads the values of keys, as a plan
  /// compares them.
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
    case .planner:
      SQLSchema.tables.map { "GRANT SELECT ON \($0.name) TO \(rawValue)" }
    case .writer:
      SQLSchema.tables.map { "GRANT \(Self.rights(on: $0.name)) ON \($0.name) TO \(rawValue)" }
    }
  }

  /// The journal only grows; a change set gets its hash when its items are in. What the target says
  /// of itself, with the locks, and what is known of products stays.
  private static func rights(on table: String) -> String {
    switch table {
    case SQLSchema.changeItem.name: "SELECT, INSERT"
    case SQLSchema.changeSet.name, SQLSchema.meta.name, SQLSchema.product.name:
      "SELECT, INSERT, UPDATE"
    default: "SELECT, INSERT, UPDATE, DELETE"
    }
  }

  package static var script: String {
    allCases.map { role in role.grants.map { $0 + ";\n" }.joined() }.joined(separator: "\n")
  }
}
