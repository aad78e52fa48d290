/// The rights of each role on a server that knows roles: a script for `schemas/`.
package enum SQLRoles: String, CaseIterable, Sendable {
  /// Reads keys to install them.
  case rollout = "keyform_rollout"
  /// Reads what was changed, and by whom, without values.
  case auditor = "keyform_auditor"
  /// Keyform itself.
  case writer = "keyform_writer"

  package var grants: [String] {
    switch self {
    case .rollout: ["GRANT SELECT ON deployment_key TO \(rawValue)"]
    case .auditor:
      ["deployment_key_masked", "change_set", "change_item"].map {
        "GRANT SELECT ON \($0) TO \(rawValue)"
      }
    case .writer:
      SQLSchema.tables.map {
        "GRANT SELECT, INSERT, UPDATE, DELETE ON \($0.name) TO \(rawValue)"
      }
    }
  }

  package static var script: String {
    allCases.map { role in role.grants.map { $0 + ";\n" }.joined() }.joined(separator: "\n")
  }
}
