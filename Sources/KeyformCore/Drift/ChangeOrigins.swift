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
  /// Words of undos that the changes may go against.
  package private(set) var settled: Set<WordAgainst> = []

  package static let none = ChangeOrigins()

  private init() {}

  /// `records` and `isPublic` are as for ``WrittenAgain``; `sources` are those of all change sets
  /// that are in them. `driftWithheld` is as for a ``DriftComparison``; nil: drift is not looked for.
  /// `base` is nil where nobody asked for one.
  package init(
    of changes: [Change], records: [JournalRecord], sources: [JudgedSource],
    driftWithheld: Bool?, base: BaseComparison? = nil, isPublic: (KeyMaterial) -> Bool
  ) {
    self.init(
      of: changes, records: records, sources: sources, driftWithheld: driftWithheld, base: base,
      later: { _ in .none }, isPublic: isPublic)
  }

  /// The same; `later` is asked about words that would be taken back.
  package init(
    of changes: [Change], records: [JournalRecord], sources: [JudgedSource],
    driftWithheld: Bool?, base: BaseComparison?,
    later: ([WordAgainst: Change]) throws -> LaterWishes,
    isPublic: (KeyMaterial) -> Bool
  ) rethrows {
    var judge = OriginJudge(of: changes, records: records, sources, base)
    let open = judge.open(among: changes, isPublic)
    if !open.isEmpty { judge.later = try later(open) }
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
    settled = Set(
      open.filter { word, change in
        judge.isUndo(word.changeSet) && judge.maySay(word, change)
      }.keys)
  }
}

private struct OriginJudge {
  private let stories: RowStories
  private let sources: [Int: JudgedSource]
  private let undos: [Int: UndoneChangeSet]
  private let base: BaseComparison?
  var later = LaterWishes.none

  init(
    of changes: [Change], records: [JournalRecord], _ sources: [JudgedSource],
    _ base: BaseComparison?
  ) {
    self.base = base
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

  func isUndo(_ changeSet: Int) -> Bool { undos[changeSet] != nil }

  /// What would be taken back as far as the journal tells: words of undos that a change says anew,
  /// and of commits that are elsewhere.
  func open(
    among changes: [Change], _ isPublic: (KeyMaterial) -> Bool
  ) -> [WordAgainst: Change] {
    var open: [WordAgainst: Change] = [:]
    let isAtRisk = !undos.isEmpty || sources.values.contains { $0.place == .elsewhere }
    if !isAtRisk { return open }
    for change in changes {
      let words = stories[of: change].lastWords(on: change, isPublic: isPublic) { changeSet in
        isUndo(changeSet) || sources[changeSet]?.place == .elsewhere
      }
      for word in words where isUndo(word.changeSet) ? word.isTakenUpAgain : word.isChangedBack {
        open[word.against(change)] = change
      }
    }
    return open
  }

  /// Whether a change goes against a word with the author's knowledge. Of an undo the history has the
  /// first word, as an older base says nothing of it; of another commit's apply the base.
  func maySay(_ word: WordAgainst, _ change: Change) -> Bool {
    let later = later[word]
    if isUndo(word.changeSet), let later { return later }
    return later == true || base?.wantsWhatIsThere(word.field, before: change) == true
  }

  /// The first origin that is so, by field: taken back, drift, of the branch or its base; and that
  /// it is not known.
  func origins(
    of change: Change, _ drift: DriftItem?, _ isPublic: (KeyMaterial) -> Bool
  ) -> (rows: [RowOrigin], again: WrittenAgain?) {
    let words = stories[of: change].lastWords(
      on: change, isPublic: isPublic, among: { sources[$0]?.isAsked ?? false }
    ).filter { !maySay($0.against(change), change) }
    var told = ToldFields(change.address)
    let again = WrittenAgain(change, words, undos)
    if let again, let source = sources[again.undo.writer.changeSet]?.source {
      told.add(again.fields, .takesBack(source))
    }
    for (source, fields) in changedBack(words, .elsewhere) { told.add(fields, .takesBack(source)) }
    var ofBase = BaseOrigins(change, base, takenBack: told)
    if let drift, drift.cause.isDrift {
      let fields = drift.presence == .both ? drift.fields.filter(\.cause.isDrift).map(\.name) : []
      told.add(
        fields, .drift(drift.changeSet.flatMap { sources[$0] }.map(\.source.writer)))
      ofBase.drifted = told
    }
    for (source, fields) in changedBack(words, .untold) { told.add(fields, .unknown(source)) }
    return (told.rows + ofBase.rows, again)
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
  let address: Address
  private(set) var rows: [RowOrigin] = []
  private var names = Set<String>()
  private var isWhole = false

  init(_ address: Address) { self.address = address }

  /// No field: the row as a whole.
  mutating func add(_ fields: [String], _ origin: ChangeOrigin) {
    if isWhole { return }
    var left: [String] = []
    for field in fields.map(ToldField.shown) where names.insert(field).inserted {
      left.append(field)
    }
    if left.isEmpty, !fields.isEmpty { return }
    isWhole = fields.isEmpty
    rows.append(RowOrigin(address: address, fields: left, origin: origin))
  }

  func tells(of field: String) -> Bool { isWhole || names.contains(field) }

  var tellsOfRow: Bool { !rows.isEmpty }
}

/// What of a change the branch asks for, and what its base wants already.
private struct BaseOrigins {
  let change: Change
  let base: BaseComparison?
  let takenBack: ToldFields
  /// With what drifted, and what is taken back.
  var drifted: ToldFields

  init(_ change: Change, _ base: BaseComparison?, takenBack: ToldFields) {
    self.change = change
    self.base = base
    self.takenBack = takenBack
    drifted = takenBack
  }

  /// What drifted is told of as this change as well where it is that, and never as waiting.
  var rows: [RowOrigin] {
    guard let base else { return [] }
    let part = base.ownPart(of: change)
    var names = ToldField.names(of: change)
    if case .fields = part, names.isEmpty, change.action == .create {
      names = ToldField.all(of: change)
    }
    guard !names.isEmpty else {
      if part == .nothing { return drifted.tellsOfRow ? [] : [row([], .waiting)] }
      return takenBack.tellsOfRow ? [] : [row([], .thisChange)]
    }
    let own = names.filter { part.has($0) && !takenBack.tells(of: $0) }
    let waiting = names.filter { !part.has($0) && !drifted.tells(of: $0) }
    return [(own, ChangeOrigin.thisChange), (waiting, .waiting)].compactMap { fields, origin in
      fields.isEmpty ? nil : row(fields.count == names.count ? [] : fields, origin)
    }
  }

  private func row(_ fields: [String], _ origin: ChangeOrigin) -> RowOrigin {
    RowOrigin(address: change.address, fields: fields, origin: origin)
  }
}

extension BaseComparison.OwnPart {
  fileprivate func has(_ field: String) -> Bool {
    switch self {
    case .whole: true
    case .nothing: false
    case .fields(let names): names.contains(field)
    }
  }
}
