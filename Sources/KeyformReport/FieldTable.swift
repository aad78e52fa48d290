internal import KeyformCore

/// The fields of one kind with what reports prepare for each, so that hot loops build no text.
struct FieldTable<Value: Managed>: Sendable {
  let fields = Value.fields
  /// `{"name":"quantity","from":`
  let changes: [JSONPiece]
  /// `{"name":"quantity","from":null,"to":`
  let creations: [JSONPiece]
  /// `"quantity":`
  let members: [JSONPiece]
  /// The same without what they all begin with, `{"name":"` or a quote: for telling them apart.
  let ends: (changes: [[UInt8]], creations: [[UInt8]], members: [[UInt8]])
  /// `quantity: `
  let labels: [ShownText]
  /// What an entry has that says nothing but its name.
  let defaults: [FieldValue]
  /// Indexes of the fields that the entry's line in a text does not show.
  let details: [Int]

  /// `line` are the names of the fields that an entry's line in a text shows.
  init(line: Set<String>) {
    changes = fields.map { JSONPiece("{\"name\":\"", $0, "\",\"from\":") }
    creations = fields.map { JSONPiece("{\"name\":\"", $0, "\",\"from\":null,\"to\":") }
    members = fields.map { JSONPiece("\"", $0, "\":") }
    ends = (
      changes.map { Array($0.bytes.dropFirst(9)) }, creations.map { Array($0.bytes.dropFirst(9)) },
      members.map { Array($0.bytes.dropFirst()) }
    )
    labels = fields.map { ShownText($0, ": ") }
    details = fields.indices.filter { [fields] in !line.contains(fields[$0].name) }
    let empty = Value(name: "")
    defaults = fields.map { empty[$0] }
  }
}

/// The tables of every kind, made once.
enum FieldTables {
  static let key = FieldTable<ProductKey>(line: ["kind", "products", "value", "tail", "check"])
  static let deployment = FieldTable<Deployment>(line: [
    "os", "release", "architecture", "machines",
  ])
  static let binding = FieldTable<Binding>(line: ["deployment", "key", "use"])
  static let host = FieldTable<KMSHost>(line: ["fqdn", "hostKey", "os"])
  static let directory = FieldTable<Directory>(line: ["forest", "hostKey"])
}
