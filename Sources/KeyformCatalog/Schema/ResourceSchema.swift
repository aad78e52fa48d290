package import KeyformCore
internal import KeyformYAML

/// The sections of a resource file and the fields of their entries: the one table behind decoder,
/// suggestions and JSON Schema.
package struct ResourceSchema: Sendable {
  package let kind: EntityKind
  /// Own fields first, then those that every entry may have.
  package let fields: [FieldSpec]
  /// What a section holds, for editors.
  package let description: String
  let words: WordTable
  /// Index of the first common field in `fields`.
  let commonStart: Int

  private init(_ kind: EntityKind, _ own: [FieldSpec], _ description: String) {
    self.kind = kind
    fields = own + CommonField.allCases.map(\.spec)
    commonStart = own.count
    words = WordTable(fields.map(\.name))
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

  static let sections = WordTable(all.map(\.kind.section))

  /// Tables of the small mappings inside entries.
  static let secret = WordTable(SecretField.allCases.map(\.spec.name))
  static let observation = WordTable(ObservationField.allCases.map(\.spec.name))
  static let conversion = WordTable(ConversionField.allCases.map(\.spec.name))
  static let virtualization = WordTable(VirtualizationField.allCases.map(\.spec.name))
  static let ignore = WordTable(["until", "reason"])
}
