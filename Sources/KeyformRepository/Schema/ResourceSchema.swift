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

/// The sections of a resource file and the fields of their entries: the one table behind decoder,
/// suggestions and JSON Schema.
package struct ResourceSchema: Sendable {
  package let kind: EntityKind
  /// Own fields first, then those that every entry may have.
  package var fields: [FieldSpec] { list.specs }
  /// What a section holds, for editors.
  package let description: String
  let list: FieldList
  /// Index of the first common field in `fields`.
  let commonStart: Int

  private init(_ kind: EntityKind, _ own: [FieldSpec], _ description: String) {
    self.kind = kind
    list = FieldList(own + CommonField.allCases.map(\.spec))
    commonStart = own.count
    self.description = description
  }

  package static let keys = ResourceSchema(
    .key, KeyField.allCases.map(\.spec), "Product keys by name.")
  package static let deployments = ResourceSchema(
    .deployment, DeploymentField.allCases.map(\.spec), "Sets of machines that rollouts install.")
  package static let bindings = ResourceSchema(
    .binding, BindingField.allCases.map(\.spec), "Which deployment uses which key, for what.")
  package static let hosts = ResourceSchema(
    .host, HostField.allCases.map(\.spec), "KMS hosts of the organisation.")
  package static let directories = ResourceSchema(
    .directory, DirectoryField.allCases.map(\.spec), "Forests with an activation object.")

  /// In the order of the documentation.
  package static let all = [keys, deployments, bindings, hosts, directories]

  /// The names of an entry's fields.
  package static var fieldNames: [EntityKind: [String]] {
    Dictionary(uniqueKeysWithValues: all.map { ($0.kind, $0.list.known.offered) })
  }

  /// Tables of the small mappings inside entries.
  static let secret = FieldList(SecretField.allCases.map(\.spec))
  static let observation = FieldList(ObservationField.allCases.map(\.spec))
  static let conversion = FieldList(ConversionField.allCases.map(\.spec))
  static let virtualization = FieldList(VirtualizationField.allCases.map(\.spec))
  static let ignore = FieldList(IgnoreField.allCases.map(\.spec))
}
