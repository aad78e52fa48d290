internal import KeyformCore

/// `hostCoverage:` — by group of KMS host keys: where hosted, and what they activate.
enum HostCoverageSection {
  private enum Field: String, CaseIterable {
    case hostedOn, notHostedOn, newestServer, servers, clients, note, source, date
  }
  private static let table = FieldTable(Field.self)

  static func read(_ reader: CatalogReader, into draft: inout CatalogDraft) {
    reader.entries { group, mark in
      var frame = EntryFrame(group, at: mark, from: reader)
      var hostedOn: [String]?
      var notHostedOn: [String]?
      var newestServer: String?
      var servers: [String]?
      var clients: [String]?
      var note: String?
      reader.fields(table) { field in
        switch field {
        case .hostedOn: hostedOn = reader.texts()
        case .notHostedOn: notHostedOn = reader.texts()
        case .newestServer: newestServer = reader.text()
        case .servers: servers = reader.texts()
        case .clients: clients = reader.texts()
        case .note: note = reader.text()
        case .source: frame.source = reader.text()
        case .date: frame.date = reader.date()
        }
      }
      guard let provenance = frame.provenance(),
        let hostedOn = frame.require(hostedOn, "hostedOn"),
        let clients = frame.require(clients, "clients")
      else { return }
      let coverage = HostCoverage(
        group: group, hostedOn: hostedOn, notHostedOn: notHostedOn ?? [],
        newestServer: newestServer, servers: servers ?? [], clients: clients, note: note,
        provenance: provenance)
      draft.put(coverage, id: group, into: \.hostCoverage, at: mark, from: reader)
    }
  }
}

/// `hostUpdates:` — updates that a host needs for newer clients.
enum HostUpdatesSection {
  private enum Field: String, CaseIterable { case host, clients, update, build, source, date }
  private static let table = FieldTable(Field.self)

  static func read(_ reader: CatalogReader, into draft: inout CatalogDraft) {
    reader.entries { id, mark in
      var frame = EntryFrame(id, at: mark, from: reader)
      var host: String?
      var clients: [String]?
      var update: String?
      var build: BuildNumber?
      reader.fields(table) { field in
        switch field {
        case .host: host = reader.text()
        case .clients: clients = reader.texts()
        case .update: update = reader.text()
        case .build: build = reader.build()
        case .source: frame.source = reader.text()
        case .date: frame.date = reader.date()
        }
      }
      guard let provenance = frame.provenance(), let host = frame.require(host, "host"),
        let clients = frame.require(clients, "clients"),
        let update = frame.require(update, "update")
      else { return }
      let entry = HostUpdate(
        id: id, host: host, clients: clients, update: update, build: build,
        provenance: provenance)
      draft.put(entry, id: id, into: \.hostUpdates, at: mark, from: reader)
    }
  }
}
