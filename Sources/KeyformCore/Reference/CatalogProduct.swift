/// What a product is; rules ask for it instead of looking into names.
package enum ProductFamily: String, Sendable, CaseIterable {
  case client, server, office
  /// A licence on top of a product, such as a year of Extended Security Updates.
  case addon
}

/// A product of the catalogue, such as `windows-11`, with its editions.
package struct CatalogProduct: Hashable, Sendable {
  package let slug: String
  package var name: String
  package var family: ProductFamily
  /// Servicing channel as the key table names it (GAC, LTSC, SAC, fixed, …).
  package var channel: String
  package var aliases: [String] = []
  /// Sorted; of the newest releases where they differ (`architecturesFrom`).
  package var architectures: [Architecture] = []
  /// Architectures that exist only from a release on, sorted by architecture.
  package var architecturesFrom: [LaterArchitecture] = []
  /// Whether keys of its era carry the marker `N` (rule KEY005): Windows 8, Server 2012,
  /// Office 2016 and later.
  package var usesMarker = true
  /// Oldest first.
  package var releases: [String] = []
  package var note: String?
  package var provenance: Provenance
  /// In the order of the file.
  package var editions: [EditionFacts] = []

  package struct LaterArchitecture: Hashable, Sendable {
    package let architecture: Architecture
    package let release: String

    package init(_ architecture: Architecture, from release: String) {
      self.architecture = architecture
      self.release = release
    }
  }

  package init(
    slug: String, name: String, family: ProductFamily, channel: String, provenance: Provenance
  ) {
    self.slug = slug
    self.name = name
    self.family = family
    self.channel = channel
    self.provenance = provenance
  }

  /// Architectures that exist for a release; for every release together where it is nil or unknown.
  package func architectures(of release: String?) -> [Architecture] {
    guard let release, let place = releases.firstIndex(of: release), !architecturesFrom.isEmpty
    else { return architectures }
    return architectures.filter { architecture in
      architecturesFrom.allSatisfy { later in
        later.architecture != architecture
          || (releases.firstIndex(of: later.release) ?? 0) <= place
      }
    }
  }
}
