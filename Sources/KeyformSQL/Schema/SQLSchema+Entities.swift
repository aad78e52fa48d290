internal import KeyformCore

// One table for each managed kind, made from its fields, and one for each of its lists that other
// programs join. Lists that are of use to Keyform alone stand in one column, joined by a blank, which
// cannot occur in their items: `shared_with`, `served_by`, `licence_packs`.

extension SQLSchema {
  package static let productKey = TableShape(entity: "product_key", of: ProductKey.self)

  /// The columns of `product_key` that a row has to have, and its value: for values on their way.
  package static let keyCarrier = TableShape(
    productKey.name, key: [.project, .required("name")],
    [
      .required("kind"), .required("state"), .requiredInteger("quantity_unlimited"),
      .withheld("value"),
    ])

  static let productKeyProduct = TableShape(
    "product_key_product", key: [.project, .required("key_name"), .required("product")],
    references: [.init(columns: ["project", "key_name"], table: "product_key")])

  static let productKeyArchitecture = TableShape(
    "product_key_architecture",
    key: [.project, .required("key_name"), .required("architecture")],
    references: [.init(columns: ["project", "key_name"], table: "product_key")])

  static let deployment = TableShape(entity: "deployment", of: Deployment.self)

  /// `role` is os, image or office.
  static let deploymentProduct = TableShape(
    "deployment_product",
    key: [.project, .required("deployment"), .required("role"), .required("product")],
    references: [.init(columns: ["project", "deployment"], table: "deployment")])

  static let deploymentArchitecture = TableShape(
    "deployment_architecture",
    key: [.project, .required("deployment"), .required("architecture")],
    references: [.init(columns: ["project", "deployment"], table: "deployment")])

  static let binding = TableShape(
    entity: "binding", of: Binding.self,
    references: [
      .init(columns: ["project", "deployment"], table: "deployment", isIndexed: true), keyReference,
    ])

  static let kmsHost = TableShape(entity: "kms_host", of: KMSHost.self)

  static let kmsHostKey = TableShape(
    "kms_host_key",
    key: [.project, .required("host"), .required("key_project"), .required("key_name")],
    references: [.init(columns: ["project", "host"], table: "kms_host"), keyReference])

  static let directory = TableShape(entity: "directory", of: Directory.self)

  static let directoryKey = TableShape(
    "directory_key",
    key: [.project, .required("directory"), .required("key_project"), .required("key_name")],
    references: [.init(columns: ["project", "directory"], table: "directory"), keyReference])

  /// `key_project` is this project's own name where the file names none.
  private static let keyReference = TableShape.Reference(
    columns: ["key_project", "key_name"], table: "product_key", isIndexed: true)
}
