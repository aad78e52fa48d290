/// A change set as the journal names its source, and where that lies.
package struct JudgedSource: Sendable {
  /// Where a commit is, seen from what is checked out.
  package enum Place: Sendable {
    case inHistory
    case elsewhere
    /// The clone lacks what would tell, or there is no commit.
    case untold
  }

  package let source: ChangeSetSource
  /// Nil where it is not asked for: an undo's, or one of another repository.
  package let place: Place?

  package init(_ source: ChangeSetSource, _ place: Place?) {
    self.source = source
    self.place = place
  }

  fileprivate var isAsked: Bool {
    source.undoOf != nil || place == .elsewhere || place == .untold
  }
}

/// What the journal and version control tell of a plan's changes.
package struct ChangeOrigins: Hashable, Sendable {
  /// Of rows and their fields, in the order of the changes.
  package private(set) var rows: [RowOrigin] = []
  /// What an undo took away.
  package private(set) var writtenAgain: [WrittenAgain] = []

  package static let none = ChangeOrigins()

  private init() {}

  /// `records` and `isPublic` are as for ``WrittenAgain``; `sources` are those of all change sets
  /// that are in them. `driftWithheld` is as for a ``DriftComparison``; nil: drift is not looked for.
  package init(
    of changes: [Change], records: [JournalRecord], sources: [JudgedSource],
    driftWithheld: Bool?, isPublic: (KeyMaterial) -> Bool
  ) {
    let judge = OriginJudge(of: changes, records: records, sources)
    let drift =
      driftWithheld.map { withheld in
        DriftComparison.items(
          of: changes, LastApplied(records, of: Change.rows(of: changes)), withheld: withheld)
      } ?? []
    for (index, change) in changes.enumerated() {
      let item = drift.indices.contains(index) ? drift[index] : nil
      let (rows, again) = judge.origins(of: change, item, isPublic)
      self.rows += rows
      if let again { writtenAgain.append(again) }
    }
  }
}

private struct OriginJudge {
  private let stories: RowStories
  private let sources: [Int: JudgedSource]
  private let undos: [Int: UndoneChangeSet]

  init(of changes: [Change], records: [JournalRecord], _ sources: [JudgedSource]) {
    stories = RowStories(of: changes, records)
    var byChangeSet: [Int: JudgedSource] = [:]
    var undos: [Int: UndoneChangeSet] = [:]
    for judged in sources {
      let writer = judged.source.writer
      byChangeSet[writer.changeSet] = judged
      if let undoOf = judged.source.undoOf {
        undos[writer.changeSet] = UndoneChangeSet(writer: writer, undoOf: undoOf)
      }
    }
    self.sources = byChangeSet
    self.undos = undos
  }

  /// The first origin that is so, by field: taken back, drift, not known.
  func origins(
    of change: Change, _ drift: DriftItem?, _ isPublic: (KeyMaterial) -> Bool
  ) -> (rows: [RowOrigin], again: WrittenAgain?) {
    let words = stories[of: change].lastWords(
      on: change, isPublic: isPublic, among: { sources[$0]?.isAsked ?? false })
    var told = ToldFields(change.address)
    let again = WrittenAgain(change, words, undos)
    if let again, let source = sources[again.undo.writer.changeSet]?.source {
      told.add(again.fields, .takesBack(source))
    }
    for (source, fields) in changedBack(words, .elsewhere) { told.add(fields, .takesBack(source)) }
    if let drift, drift.cause.isDrift {
      let fields = drift.presence == .both ? drift.fields.filter(\.cause.isDrift).map(\.name) : []
      told.add(
        fields, .drift(drift.changeSet.flatMap { sources[$0] }.map(\.source.writer)))
    }
    for (source, fields) in changedBack(words, .untold) { told.add(fields, .unknown(source)) }
    return (told.rows, again)
  }

  /// The fields that are changed back, by the change set that had the last word, in their order; no
  /// field: the row.
  private func changedBack(
    _ words: [LastWord], _ place: JudgedSource.Place
  ) -> [(source: ChangeSetSource, fields: [String])] {
    var found: [(source: ChangeSetSource, fields: [String])] = []
    for word in words where word.isChangedBack {
      guard let judged = sources[word.changeSet], judged.place == place else { continue }
      let fields = word.field.map { [$0] } ?? []
      if let index = found.firstIndex(where: { $0.source == judged.source }) {
        found[index].fields += fields
      } else {
        found.append((judged.source, fields))
      }
    }
    return found
  }
}

/// What is told of one row, each field once.
private struct ToldFields {
  private let address: Address
  private(set) var rows: [RowOrigin] = []
  private var names = Set<String>()
  private var isWhole = false

  init(_ address: Address) { self.address = address }

  /// No field: the row as a whole.
  mutating func add(_ fields: [String], _ origin: ChangeOrigin) {
    if isWhole { return }
    var left: [String] = []
    for field in fields.map(Self.shown) where names.insert(field).inserted { left.append(field) }
    if left.isEmpty, !fields.isEmpty { return }
    isWhole = fields.isEmpty
    rows.append(RowOrigin(address: address, fields: left, origin: origin))
  }

  /// Value, tail and check value are one thing to people.
  private static func shown(_ field: String) -> String {
    [ProductKey.Field.tail.rawValue, ProductKey.Field.check.rawValue].contains(field)
      ? ProductKey.Field.value.rawValue : field
  }
}
