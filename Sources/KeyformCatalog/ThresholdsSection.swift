internal import KeyformCore
internal import KeyformYAML

/// `thresholds:` — counts from which a KMS host activates.
enum ThresholdsSection {
  private enum Field: String, CaseIterable {
    case clients, servers, office, countKept, officeCountShown, hostsPerKey, activationsPerHost
    case source, date
  }
  private static let table = FieldTable(Field.self)

  static func read(_ reader: CatalogReader, into draft: inout CatalogDraft) {
    var frame = EntryFrame("thresholds", at: reader.mark, from: reader)
    var numbers: [Field: Int] = [:]
    reader.fields(table) { field in
      switch field {
      case .clients, .servers, .office, .countKept, .officeCountShown, .hostsPerKey,
        .activationsPerHost:
        numbers[field] = reader.number()
      case .source: frame.source = reader.text()
      case .date: frame.date = reader.date()
      }
    }
    func number(_ field: Field) -> Int? { frame.require(numbers[field], field.rawValue) }
    guard let provenance = frame.provenance(), let clients = number(.clients),
      let servers = number(.servers), let office = number(.office),
      let kept = number(.countKept), let shown = number(.officeCountShown),
      let hosts = number(.hostsPerKey), let activations = number(.activationsPerHost)
    else { return }
    draft.thresholds = ActivationThresholds(
      clients: clients, servers: servers, office: office, countKept: kept,
      officeCountShown: shown, hostsPerKey: hosts, activationsPerHost: activations,
      provenance: provenance)
  }
}

/// `errorCodes:` — what activation error codes mean.
enum ErrorCodesSection {
  private enum Field: String, CaseIterable { case meaning, source, date }
  private static let table = FieldTable(Field.self)

  static func read(_ reader: CatalogReader, into draft: inout CatalogDraft) {
    reader.entries { code, mark in
      var frame = EntryFrame(code, at: mark, from: reader)
      var meaning: String?
      reader.fields(table) { field in
        switch field {
        case .meaning: meaning = reader.text()
        case .source: frame.source = reader.text()
        case .date: frame.date = reader.date()
        }
      }
      guard let provenance = frame.provenance(), let meaning = frame.require(meaning, "meaning")
      else { return }
      let error = ActivationError(code: code, meaning: meaning, provenance: provenance)
      draft.put(error, id: code, into: \.errors, at: mark, from: reader)
    }
  }
}
