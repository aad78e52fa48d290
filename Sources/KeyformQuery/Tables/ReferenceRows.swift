internal import KeyformCore
internal import KeyformSQL

/// Support dates by product and release, and the products in use.
enum ReferenceRows {
  static func lifecycle(_ catalog: ReferenceCatalog?) -> any TableSource {
    FixedRows(
      name: "lifecycle",
      meaning: "Support dates: a row for each edition and release of the catalogue.",
      columns: [
        QueryColumn("product", .text, "Product and edition, as in deployment.os."),
        QueryColumn("release", .text, "The release, as in deployment.release."),
        QueryColumn("released", .text, "The first day, YYYY-MM-DD."),
        QueryColumn("mainstream_end", .text, "The last day of mainstream support."),
        QueryColumn("extended_end", .text, "The last day of support without ESU."),
        QueryColumn("esu_end", .text, "The last day of Extended Security Updates, or NULL."),
        QueryColumn("policy", .text, "fixed or modern."),
        QueryColumn("channel", .text, "The servicing channel."),
        QueryColumn("build", .text, "The build number of the release."),
      ]
    ) {
      guard let catalog else { return [] }
      return catalog.editions.flatMap { facts in
        catalog.lifecycles(of: facts.id).flatMap { dates in
          // A product whose keys differ by release has it behind an `@` as well.
          [facts.id.text, "\(facts.id.text)@\(dates.release)"].map { product in
            [
              .text(product), .text(dates.release), .text(dates.released.description),
              .text(dates.mainstreamEnd.description), .text(dates.extendedEnd.description),
              QueryCell(dates.esuEnd?.description), .text(dates.policy.rawValue),
              .text(dates.channel), .text(dates.build),
            ]
          }
        }
      }
    }
  }

  static func products(_ catalog: ReferenceCatalog?, _ inventory: Inventory) -> any TableSource {
    FixedRows(SQLSchema.product) {
      var ids = Set<ProductID>()
      for entry in inventory.keys.entries { ids.formUnion(entry.value.products) }
      for entry in inventory.deployments.entries {
        ids.formUnion(entry.value.image)
        ids.formUnion(entry.value.office)
        if let os = entry.value.os { ids.insert(os) }
      }
      return ids.sorted().map { id in
        [
          .text(id.text), QueryCell(catalog?.facts(of: id)?.editionID),
          .text(catalog?.name(of: id) ?? id.text),
        ]
      }
    }
  }
}
