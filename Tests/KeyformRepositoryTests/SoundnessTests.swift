import KeyformCatalog
import KeyformCore
import KeyformRepository
import Testing

/// What must hold of the catalogue as a whole.
@Suite struct SoundnessTests {
  @Test func theFilesHaveNoProblem() throws {
    let problems = try CatalogFolder.decoded.get().problems
    #expect(problems.map { "\($0.rule) \($0.summary) \(String(describing: $0.place))" } == [])
  }

  @Test func idsAreUnique() throws {
    let catalog = try CatalogFolder.catalog()
    for ids in [
      catalog.sources.map(\.id), catalog.products.map(\.slug), catalog.editions.map(\.id.text),
      catalog.lifecycles.map(\.id), catalog.hostCoverages.map(\.group),
      catalog.hostUpdates.map(\.id), catalog.officeHosts.map(\.group), catalog.errors.map(\.code),
    ] {
      #expect(!ids.isEmpty)
      #expect(Set(ids).count == ids.count)
    }
    #expect(Set(catalog.publicKeys.map(\.value)).count == catalog.publicKeys.count)
  }

  @Test func noNameMeansTwoThings() throws {
    #expect(try CatalogFolder.catalog().clashingNames == [])
  }

  @Test func everySourceIsKnown() throws {
    let catalog = try CatalogFolder.catalog()
    var named = catalog.products.map(\.provenance.source)
    named += catalog.editions.compactMap(\.source)
    named += catalog.publicKeys.flatMap { $0.rows.map(\.provenance.source) }
    named += catalog.lifecycles.map(\.provenance.source)
    named += catalog.hostCoverages.map(\.provenance.source)
    named += catalog.hostUpdates.map(\.provenance.source)
    named += catalog.officeHosts.map(\.provenance.source)
    named += catalog.editionChanges.map(\.provenance.source)
    named += catalog.extendedUpdates.map(\.provenance.source)
    named += catalog.errors.map(\.provenance.source)
    let unknown = Set(named).filter { catalog.source($0) == nil }
    #expect(unknown.sorted() == [])
    #expect(Set(catalog.sources.map(\.id)).subtracting(named).sorted() == [])
  }

  @Test func everyEditionStandsInOneGroupOfEachRelease() throws {
    let catalog = try CatalogFolder.catalog()
    for product in catalog.products where product.family != .addon {
      #expect(!product.releases.isEmpty, "\(product.slug)")
      for edition in product.editions {
        for release in product.releases {
          let groups = catalog.lifecycles.filter {
            ($0.product == product.slug || $0.products.contains(product.slug))
              && $0.release == release && $0.includes(edition)
          }
          #expect(groups.count == 1, "\(edition.id) \(release)")
          #expect(catalog.lifecycle(of: edition.id, release: release) == groups.first)
        }
      }
    }
  }

  /// Microsoft ends servicing on update Tuesdays (rule LC005).
  @Test func endDatesAreTuesdays() throws {
    var others: [String] = []
    for dates in try CatalogFolder.catalog().lifecycles {
      let ends = [
        ("mainstreamEnd", dates.mainstreamEnd), ("extendedEnd", dates.extendedEnd),
        ("esuEnd", dates.esuEnd),
      ]
      for (field, end) in ends {
        guard let end, end.weekday != 2 else { continue }
        others.append("\(dates.id) \(field) \(end)")
        #expect(dates.doubtful.contains(field))
      }
    }
    #expect(others == ["windows-server-2016@1607 esuEnd 2030-01-12"])
    // The years of Extended Security Updates have dates of their own.
    let years = try CatalogFolder.catalog().editions.filter { $0.ends != nil }
    #expect(years.count == 3)
    #expect(years.allSatisfy { $0.ends?.weekday == 2 })
  }

  /// Rules KEY004 and KEY005 on every published key.
  @Test func keysFitTheirEra() throws {
    let catalog = try CatalogFolder.catalog()
    for key in catalog.publicKeys {
      let structure = KeyStructure(key.value)
      #expect(structure?.checksumFits != false)
      for row in key.rows {
        let product = try #require(catalog.product(of: row.product))
        #expect(product.usesMarker == (structure != nil), "\(product.slug)")
        #expect(catalog.facts(of: row.product)?.hasVolumeKeys != false, "\(row.product)")
      }
    }
  }

  @Test func volumeEditionsAreThoseWithKeys() throws {
    let catalog = try CatalogFolder.catalog()
    let without = catalog.editions.filter {
      $0.hasVolumeKeys && $0.family != .addon
        && catalog.publicKeys(kind: .gvlk, product: $0.id).isEmpty
    }
    #expect(without.map(\.id.text) == ["windows-server-ac/datacenter"])
    let never = Set(catalog.editions.filter { !$0.hasVolumeKeys }.map(\.slug))
    #expect(
      never.sorted() == [
        "enterprise-multi-session", "home", "home-n", "home-single-language", "iot-enterprise",
      ])
  }
}
