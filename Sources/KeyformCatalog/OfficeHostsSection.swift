internal import KeyformCore

/// `officeHosts:` — by Office release: what its KMS host needs, and what it serves.
enum OfficeHostsSection {
  private enum Field: String, CaseIterable {
    case minimumServer, minimumClient, hostedOn, activationId, serves, note, source, date
  }
  private static let table = FieldTable(Field.self)

  static func read(_ reader: CatalogReader, into draft: inout CatalogDraft) {
    reader.entries { group, mark in
      var frame = EntryFrame(group, at: mark, from: reader)
      var server: String?
      var client: String?
      var hostedOn: [String]?
      var activationID: String?
      var serves: [String]?
      var note: String?
      reader.fields(table) { field in
        switch field {
        case .minimumServer: server = reader.text()
        case .minimumClient: client = reader.text()
        case .hostedOn: hostedOn = reader.texts()
        case .activationId: activationID = reader.text()
        case .serves: serves = reader.texts()
        case .note: note = reader.text()
        case .source: frame.source = reader.text()
        case .date: frame.date = reader.date()
        }
      }
      guard let provenance = frame.provenance(),
        let server = frame.require(server, "minimumServer"),
        let client = frame.require(client, "minimumClient"),
        let hostedOn = frame.require(hostedOn, "hostedOn"),
        let activationID = frame.require(activationID, "activationId"),
        let serves = frame.require(serves, "serves")
      else { return }
      let host = OfficeHost(
        group: group, minimumServer: server, minimumClient: client, hostedOn: hostedOn,
        activationID: activationID, serves: serves, note: note, provenance: provenance)
      draft.put(host, id: group, into: \.officeHosts, at: mark, from: reader)
    }
  }
}
