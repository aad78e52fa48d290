/// What an apply does to the target's tables before it writes rows.
package enum SchemaStep: Hashable, Sendable {
  case none
  /// Creates all tables: the target is empty or does not exist.
  case create
  /// Brings the tables of an older version up to this tool's.
  case migrate(from: Int)

  /// The last version whose step changed or dropped something of the tables; all others only add.
  /// The first version came from nothing.
  private static let lastChange = 1

  /// Whether programs that read the tables may find something changed: hazard
  /// `changes-target-schema`. Columns and tables that are added disturb nobody who names what he
  /// reads.
  package var isHazard: Bool {
    switch self {
    case .none, .create: false
    case .migrate(let version): version < Self.lastChange
    }
  }

  /// What the tables gain, in words; empty where they lack nothing, or everything.
  package var gains: [String] {
    guard case .migrate(let version) = self else { return [] }
    return Self.additions.filter { $0.version > version }.map(\.columns)
  }

  private typealias Addition = (version: Int, columns: String)

  /// The columns that each version brought.
  private static let additions: [Addition] =
    (columns(of: "every entry", Deployment.commonFields)
    + EntityKind.allCases.flatMap { columns(of: $0.type) }
    + [(4, "tree_id, dirty, approvals and memory of change_set")])
    .sorted { $0.version < $1.version }

  private static func columns<Value: Managed>(of kind: Value.Type) -> [Addition] {
    columns(of: Value.kind.rawValue, Value.ownFields)
  }

  private static func columns<Value>(
    of owner: String, _ fields: [EntryField<Value>]
  ) -> [Addition] {
    fields.flatMap(\.columns).filter { $0.since > 1 }.map { ($0.since, "\($0.name) of \(owner)") }
  }

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
