import KeyformCore
import Testing

/// Every row and column of the published tables stands in the catalogue, and nothing else does.
@Suite struct PublishedRowsTests {
  @Test func setupKeysAreThoseOfTheTable() throws {
    let catalog = try CatalogFolder.catalog()
    let table = try CSVTable(fixture: "gvlk.csv").rows
    let expected = table.map { row in
      [
        "family", "product", "edition", "channel", "versions", "key", "source_file", "source_date",
        "builds", "in_german_seed", "notes",
      ].map { row[$0] ?? "?" }
    }
    let texts = try spellings(table.map { $0["key"] ?? "" })
    let actual = try catalog.publicKeys.filter { $0.kind == .gvlk }.flatMap { key in
      try key.rows.map { row in
        let product = try #require(catalog.product(of: row.product))
        let edition = catalog.facts(of: row.product)
        let source = try #require(catalog.source(row.provenance.source))
        return [
          product.family.rawValue, product.name,
          edition.map { $0.slug == "app" ? "(app)" : $0.name } ?? "(none named)",
          row.channel ?? "?", row.versions, texts[key.value] ?? "not in the table", source.cite,
          row.provenance.date.description, row.builds ?? "?", row.inGermanSeed ?? "no",
          row.note ?? "",
        ]
      }
    }
    #expect(expected.count == 151)
    #expect(Set(table.compactMap { $0["key"] }).count == 134)
    #expect(catalog.publicKeys.count { $0.kind == .gvlk } == 134)
    compare(actual, expected)
  }

  @Test func guestKeysAreThoseOfTheTable() throws {
    let catalog = try CatalogFolder.catalog()
    let table = try CSVTable(fixture: "avma.csv").rows
    // The table writes "same" for the source of the row above, and once "the same page".
    var source = ""
    let expected = table.map { row in
      let written = row["source"] ?? "?"
      if written != "same" && !written.hasSuffix("the same page") { source = written }
      return [
        row["guest_product"] ?? "?", row["guest_edition"] ?? "?", row["versions"] ?? "?",
        row["avma_key"] ?? "?", source, row["confidence"] ?? "?",
      ]
    }
    let texts = try spellings(table.map { $0["avma_key"] ?? "" })
    let actual = try catalog.publicKeys.filter { $0.kind == .avma }.flatMap { key in
      try key.rows.map { row in
        let product = try #require(catalog.product(of: row.product))
        let edition = try #require(catalog.facts(of: row.product))
        let source = try #require(catalog.source(row.provenance.source))
        return [
          product.name, edition.name, row.versions, texts[key.value] ?? "not in the table",
          source.cite, row.confidence ?? "?",
        ]
      }
    }
    #expect(expected.count == 15)
    compare(actual, expected)
  }

  @Test func supportDatesAreThoseOfTheTable() throws {
    let catalog = try CatalogFolder.catalog()
    let table = try CSVTable(fixture: "lifecycle.csv").rows
    let expected = table.map { row in
      [
        "product", "version", "edition_group", "channel", "policy", "build", "released",
        "mainstream_end", "extended_end", "esu_end", "source", "note",
      ].map { row[$0] ?? "?" }
    }
    let actual = try catalog.lifecycles.map { dates in
      [
        try #require(catalog.product(dates.product)).name, dates.release, dates.group,
        dates.channel, dates.policy.rawValue, dates.build, dates.released.description,
        dates.mainstreamEnd.description, dates.extendedEnd.description,
        dates.esuEnd?.description ?? "", try #require(catalog.source(dates.provenance.source)).cite,
        dates.note ?? "",
      ]
    }
    #expect(expected.count == 67)
    compare(actual, expected)
  }

  /// Ids are the slugs of the table's names, so that a new row has only one possible id.
  @Test func idsAreSlugsOfTheNames() throws {
    for product in try CatalogFolder.catalog().products where product.family != .addon {
      #expect(product.slug == product.name.slug)
      for edition in product.editions where edition.slug != "app" {
        #expect(edition.slug == edition.name.slug)
      }
    }
  }

  private func spellings(_ keys: [String]) throws -> [KeyMaterial: String] {
    var texts: [KeyMaterial: String] = [:]
    for text in keys { texts[try #require(KeyMaterial(canonical: text))] = text }
    return texts
  }

  private func compare(
    _ actual: [[String]], _ expected: [[String]], at location: SourceLocation = #_sourceLocation
  ) {
    let (actual, expected) = (
      actual.map { $0.joined(separator: "|") },
      expected.map { $0.joined(separator: "|") }
    )
    #expect(Set(expected).subtracting(actual).sorted() == [], sourceLocation: location)
    #expect(Set(actual).subtracting(expected).sorted() == [], sourceLocation: location)
    #expect(actual.count == expected.count, sourceLocation: location)
  }
}
