/// What an apply does to the target's tables before it writes rows.
package enum SchemaStep: Hashable, Sendable {
  case none
  /// Creates all tables: the target is empty or does not exist.
  case create
  /// Brings the tables of an older version up to this tool's: hazard `changes-target-schema`.
  case migrate(from: Int)

  /// `none`, `create` or `migrate from 1`, as plans say it.
  package var text: String {
    switch self {
    case .none: "none"
    case .create: "create"
    case .migrate(let version): "migrate from \(version)"
    }
  }

  package init?(_ text: String) {
    switch text {
    case "none": self = .none
    case "create": self = .create
    default:
      guard text.hasPrefix("migrate from "), let version = Int(text.dropFirst(13)), version > 0,
        text == "migrate from \(version)"
      else { return nil }
      self = .migrate(from: version)
    }
  }
}
