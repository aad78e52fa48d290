internal import KeyformCore

/// `hostCoverage:` — by group of KMS host keys: where hosted, and what they activate.
enum HostCoverageSection: CatalogSection {
  enum Field: Int, CatalogField { case hostedOn, notHostedOn, newestServer, servers, clients, note }

  static let fields = CatalogFields<Field>(required: [.hostedOn, .clients]) { field in
    switch field {
    case .newestServer, .note: .text
    case .hostedOn, .notHostedOn, .servers, .clients: .texts
    }
  }

  static var list: WritableKeyPath<CatalogDraft, NamedList<HostCoverage>> { \.hostCoverage }

  static func value(of entry: CatalogEntry<Field>) -> HostCoverage? {
    HostCoverage(
      group: entry.id, hostedOn: entry.texts(.hostedOn) ?? [],
      notHostedOn: entry.texts(.notHostedOn) ?? [], newestServer: entry[.newestServer],
      servers: entry.texts(.servers) ?? [], clients: entry.texts(.clients) ?? [],
      note: entry[.note], provenance: entry.provenance)
  }
}

/// `hostUpdates:` — updates that a host needs for newer clients.
enum HostUpdatesSection: CatalogSection {
  enum Field: Int, CatalogField { case host, clients, update, build }

  static let fields = CatalogFields<Field>(required: [.host, .clients, .update]) { field in
    switch field {
    case .host, .update: .text
    case .clients: .texts
    case .build: .build
    }
  }

  static var list: WritableKeyPath<CatalogDraft, NamedList<HostUpdate>> { \.hostUpdates }

  static func value(of entry: CatalogEntry<Field>) -> HostUpdate? {
    HostUpdate(
      id: entry.id, host: entry.text(.host), clients: entry.texts(.clients) ?? [],
      update: entry.text(.update), build: entry.build(.build), provenance: entry.provenance)
  }
}

/// `officeHosts:` — by Office release: what its KMS host needs, and what it serves.
enum OfficeHostsSection: CatalogSection {
  enum Field: Int, CatalogField {
    case minimumServer, minimumClient, hostedOn, activationId, serves, note
  }

  static let fields = CatalogFields<Field>(
    required: [.minimumServer, .minimumClient, .hostedOn, .activationId, .serves]
  ) { $0 == .hostedOn || $0 == .serves ? .texts : .text }

  static var list: WritableKeyPath<CatalogDraft, NamedList<OfficeHost>> { \.officeHosts }

  static func value(of entry: CatalogEntry<Field>) -> OfficeHost? {
    OfficeHost(
      group: entry.id, minimumServer: entry.text(.minimumServer),
      minimumClient: entry.text(.minimumClient), hostedOn: entry.texts(.hostedOn) ?? [],
      activationID: entry.text(.activationId), serves: entry.texts(.serves) ?? [],
      note: entry[.note], provenance: entry.provenance)
  }
}
