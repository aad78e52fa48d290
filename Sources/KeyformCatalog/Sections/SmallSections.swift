internal import KeyformCore
internal import KeyformYAML

/// `catalog:` — the edition and its date.
enum HeadSection {
  private enum Field: Int, CatalogField { case edition, date }

  private static let fields = CatalogFields<Field>(haveProvenance: false) {
    $0 == .date ? .date : .text
  }

  static func read(_ cursor: FieldCursor, into draft: inout CatalogDraft) {
    let entry = CatalogEntry("catalog", at: cursor.reader.mark, cursor, fields)
    draft.edition = entry[.edition] ?? draft.edition
    draft.date = entry.date(.date) ?? draft.date
  }
}

/// `sources:` — where entries come from.
enum SourcesSection: CatalogSection {
  enum Field: Int, CatalogField { case title, cite, date, note }

  static let fields = CatalogFields<Field>(
    required: [.title, .cite, .date], haveProvenance: false
  ) { $0 == .date ? .date : .text }

  static var list: WritableKeyPath<CatalogDraft, NamedList<CatalogSource>> { \.sources }

  static func value(of entry: CatalogEntry<Field>) -> CatalogSource? {
    guard let date = entry.date(.date) else { return nil }
    return CatalogSource(
      id: entry.id, title: entry.text(.title), cite: entry.text(.cite), date: date,
      note: entry[.note])
  }
}

/// `thresholds:` — counts from which a KMS host activates.
enum ThresholdsSection {
  private enum Field: Int, CatalogField {
    case clients, servers, office, countKept, officeCountShown, hostsPerKey, activationsPerHost
  }

  private static let fields = CatalogFields(required: Field.allCases) { _ in .number }

  static func read(_ cursor: FieldCursor, into draft: inout CatalogDraft) {
    let entry = CatalogEntry("thresholds", at: cursor.reader.mark, cursor, fields)
    guard entry.isComplete() else { return }
    draft.thresholds = ActivationThresholds(
      clients: entry.number(.clients), servers: entry.number(.servers),
      office: entry.number(.office), countKept: entry.number(.countKept),
      officeCountShown: entry.number(.officeCountShown), hostsPerKey: entry.number(.hostsPerKey),
      activationsPerHost: entry.number(.activationsPerHost), provenance: entry.provenance)
  }
}

/// `errorCodes:` — what activation error codes mean.
enum ErrorCodesSection: CatalogSection {
  enum Field: Int, CatalogField { case meaning }

  static let fields = CatalogFields<Field>(required: [.meaning])

  static var list: WritableKeyPath<CatalogDraft, NamedList<ActivationError>> { \.errors }

  static func value(of entry: CatalogEntry<Field>) -> ActivationError? {
    ActivationError(code: entry.id, meaning: entry.text(.meaning), provenance: entry.provenance)
  }
}
