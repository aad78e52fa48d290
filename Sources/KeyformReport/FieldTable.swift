internal import KeyformCore

/// The fields of one kind with what reports prepare for each, so that hot loops build no text.
struct FieldTable<Value: Managed>: Sendable {
  let fields = Array(Value.Field.allCases)
  /// `{"name":"quantity","from":`
  let changes: [[UInt8]]
  /// `{"name":"quantity","from":null,"to":`
  let creations: [[UInt8]]
  /// `"quantity":`
  let members: [[UInt8]]
  /// What an entry has that says nothing but its name.
  let defaults: [FieldValue]

  init() {
    let names = fields.map(\.rawValue)
    changes = names.map { Array("{\"name\":\"\($0)\",\"from\":".utf8) }
    creations = names.map { Array("{\"name\":\"\($0)\",\"from\":null,\"to\":".utf8) }
    members = names.map { Array("\"\($0)\":".utf8) }
    let empty = Value(name: "")
    defaults = fields.map { empty[$0] }
  }
}

/// The tables of every kind, made once.
enum FieldTables {
  static let key = FieldTable<ProductKey>()
  static let deployment = FieldTable<Deployment>()
  static let binding = FieldTable<Binding>()
  static let host = FieldTable<KMSHost>()
  static let directory = FieldTable<Directory>()
}
