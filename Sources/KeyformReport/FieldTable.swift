internal import KeyformCore

/// The fields of one kind with what reports prepare for each, so that hot loops build no text. A class, as
/// every change asks for it.
final class FieldTable<Value: Managed>: Sendable {
  let fields = Value.fields
  /// What stands behind the quote before a name where changes, creations and unchanged members are
  /// written, such as `quantity","from":`: for telling fields apart.
  let ends: (changes: [[UInt8]], creations: [[UInt8]], members: [[UInt8]])
  /// `quantity: `
  let labels: [ShownText]
  /// What an entry has that says nothing but its name.
  let defaults: [FieldValue]
  /// Indexes of the fields that the entry's line in a text does not show.
  let details: [Int]

  /// `line` are the names of the fields that an entry's line in a text shows.
  init(line: Set<String>) {
    ends = (
      fields.map { Array("\($0.name)\",\"from\":".utf8) },
      fields.map { Array("\($0.name)\",\"from\":null,\"to\":".utf8) },
      fields.map { Array("\($0.name)\":".utf8) }
    )
    labels = fields.map { ShownText($0, ": ") }
    let fields = fields
    details = fields.indices.filter { !line.contains(fields[$0].name) }
    let empty = Value(name: "")
    defaults = fields.map { empty[$0] }
  }
}

/// What reports say of a kind. What is called on a kind's type is compiled for it.
protocol ReportedKind: Managed {
  /// Made once.
  static var table: FieldTable<Self> { get }

  /// The columns of the entry's line in a plan, always three: what people know it by.
  func columns(_ masking: Masking) -> (ColumnCell, ColumnCell, ColumnCell)

  static func columns(
    of entity: Entity, _ masking: Masking
  ) -> (ColumnCell, ColumnCell, ColumnCell)
  static func write(
    _ change: Change, with writer: ChangeJSON, to json: inout JSONWriter,
    _ lines: inout StatementLines?)
  static func state(_ change: Change, _ hazards: [Hazard], in lines: inout StatementLines)
  static func change(
    _ action: Action, _ address: Address, in changes: inout SavedChanges
  ) throws -> Change
  static func addRest(of entity: Entity, in text: ChangeText, to buffer: inout TextBuffer)
}

extension EntityKind {
  var reported: any ReportedKind.Type {
    switch self {
    case .key: ProductKey.self
    case .deployment: Deployment.self
    case .binding: Binding.self
    case .host: KMSHost.self
    case .directory: Directory.self
    }
  }
}

extension ProductKey: ReportedKind {
  static let table = FieldTable<Self>(line: ["kind", "products", "value", "tail", "check"])

  func columns(_ masking: Masking) -> (ColumnCell, ColumnCell, ColumnCell) {
    (.text(keyKind?.rawValue ?? ""), .products(products), valueCell(masking))
  }

  private func valueCell(_ masking: Masking) -> ColumnCell {
    if publicValue == nil, let identity { return .identity(identity) }
    return shownValue(masking).map { .text($0) } ?? .empty
  }
}

extension Deployment: ReportedKind {
  static let table = FieldTable<Self>(line: ["os", "release", "architecture", "machines"])

  func columns(_ masking: Masking) -> (ColumnCell, ColumnCell, ColumnCell) {
    let os = os?.text ?? ""
    return (
      release.map { .pair(os, $0) } ?? .text(os), .architectures(architectures),
      machines.map { .machines($0) } ?? .empty
    )
  }
}

extension Binding: ReportedKind {
  static let table = FieldTable<Self>(line: ["deployment", "key", "use"])

  func columns(_ masking: Masking) -> (ColumnCell, ColumnCell, ColumnCell) {
    (.text(deployment), .keys([key]), .use(use))
  }
}

extension KMSHost: ReportedKind {
  static let table = FieldTable<Self>(line: ["fqdn", "hostKey", "os"])

  func columns(_ masking: Masking) -> (ColumnCell, ColumnCell, ColumnCell) {
    (.text(fqdn), .keys(hostKeys), .text(os?.text ?? ""))
  }
}

extension Directory: ReportedKind {
  static let table = FieldTable<Self>(line: ["forest", "hostKey"])

  func columns(_ masking: Masking) -> (ColumnCell, ColumnCell, ColumnCell) {
    (.text(forest), .keys(hostKeys), .empty)
  }
}
