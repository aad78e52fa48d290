internal import KeyformCatalog
package import KeyformCore

/// The fields of one mapping, ready for look-ups: made once, as decoding one entry must not.
struct FieldList: Sendable {
  let specs: [FieldSpec]
  let known: KnownFields
  /// Bits of the required fields.
  let required: UInt64

  init(_ specs: [FieldSpec]) {
    self.specs = specs
    let later = Set(specs.lazy.filter(\.isLater).map(\.name))
    known = KnownFields(specs.map(\.name), isLater: later.contains)
    required = specs.indices.reduce(0) { specs[$1].isRequired ? $0 | 1 << UInt64($1) : $0 }
  }
}

/// A section of a resource file and the fields of its entries, for decoder, suggestions and JSON
/// Schema.
package struct ResourceSchema: Sendable {
  package let kind: EntityKind
  package var fields: [FieldSpec] { list.specs }
  /// What a section holds, for editors.
  package let description: String
  let list: FieldList

  init(_ kind: EntityKind, _ fields: [FieldSpec], _ description: String) {
    self.kind = kind
    list = FieldList(fields)
    self.description = description
  }

  static let keys = EntrySchema<ProductKey>(
    "Product keys by name.", extra: [(.secret, behind: "value")],
    places: [("state", behind: "architectures"), ("hosts", behind: "sharedWith")])
  static let deployments = EntrySchema<Deployment>(
    "Sets of machines that rollouts install.", groups: Deployment.groups,
    extra: [(.keys, behind: "office")])
  static let bindings = EntrySchema<Binding>("Which deployment uses which key, for what.")
  static let hosts = EntrySchema<KMSHost>("KMS hosts of the organisation.")
  static let directories = EntrySchema<Directory>("Forests with an activation object.")

  /// In the order of the documentation.
  package static let all = [
    keys.resource, deployments.resource, bindings.resource, hosts.resource, directories.resource,
  ]

  /// The names of an entry's fields.
  package static var fieldNames: [EntityKind: [String]] {
    Dictionary(uniqueKeysWithValues: all.map { ($0.kind, $0.list.known.offered) })
  }
}
