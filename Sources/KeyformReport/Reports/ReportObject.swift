package import KeyformCore

/// One object of a report: a row that changes, or one that is not as it was left.
package struct ReportObject: Sendable {
  /// A field of it; whoever writes it masks it.
  package struct Field: Hashable, Sendable {
    package let name: String
    /// Nil: there is none.
    package let from: String?
    package let to: String?
    /// What else is known, such as who moved.
    package let remark: String?

    /// `machines: 20 -> 25 (target changed)`.
    var sentence: String {
      "\(name): \(from ?? "(none)") -> \(to ?? "(none)")" + (remark.map { " (\($0))" } ?? "")
    }
  }

  /// What becomes of it; of drift what the target holds against the files.
  package let symbol: String
  /// Nil of drift.
  package let action: Action?
  package let address: Address
  /// Nil where it keeps its name.
  package let formerName: String?
  /// What people know it by, on one line; empty where the address says all.
  package let summary: String
  /// Of one that goes: where it stood, if that is known.
  package let place: FileLocation?
  /// Whether it stands in a file that is in no commit, so that others will not see it.
  package let isUncommitted: Bool
  /// Those that change; of one that comes or goes what it holds.
  package let fields: [Field]
  package let hazards: [Hazard]
  package let origins: [RowOrigin]
  package let annotations: Annotations
}

/// The objects of a report, the most dangerous first. Each is made when it is asked for: a format that
/// shows few of many pays for those.
package struct ReportObjects: RandomAccessCollection, Sendable {
  private enum Source: Sendable {
    case changes(ChangedObjects)
    case drift([DriftReport.Entry])
  }

  private let source: Source

  init(_ changes: ChangedObjects) { source = .changes(changes) }
  init(_ drift: [DriftReport.Entry], _ masking: Masking) { source = .drift(drift) }

  package var startIndex: Int { 0 }

  package var endIndex: Int {
    switch source {
    case .changes(let changes): changes.shown.count
    case .drift(let entries): entries.count
    }
  }

  package subscript(index: Int) -> ReportObject {
    switch source {
    case .changes(let changes): changes.object(changes.shown[index])
    case .drift(let entries): ReportObject(entries[index])
    }
  }

  /// How many of them wait, as the base of the branch wants them too: they stand at the end.
  package var waiting: Int {
    switch source {
    case .changes(let changes): changes.waiting
    case .drift: 0
    }
  }

  /// All changes by address, those of a newer catalogue too; empty of drift. With the paths that their
  /// origins count by.
  package var changes: (all: [Change], files: [String]) {
    switch source {
    case .changes(let changes): (changes.all, changes.files)
    case .drift: ([], [])
    }
  }

  /// Drift as findings.
  var drift: [Diagnostic] {
    switch source {
    case .changes: []
    case .drift(let entries):
      entries.map { entry in
        let object = ReportObject(entry)
        let fields = object.fields.map(\.sentence)
        return Diagnostic(
          rule: "drift", severity: .warning, address: object.address,
          summary: "\(object.address) is no longer as applied",
          detail: (fields + [object.summary]).joined(separator: "; "),
          place: entry.fieldLines.first?.place ?? object.place)
      }
    }
  }
}

/// Changes of a plan or a review.
struct ChangedObjects: Sendable {
  /// By address.
  let all: [Change]
  /// In the order of risk, without those that a newer catalogue alone brings; behind the others those
  /// that wait.
  let shown: [Change]
  let waiting: Int
  let files: [String]
  /// Indexes into `files` of those that are in no commit.
  private let uncommitted: Set<Int>
  private let renamed: RenamedNames
  private let origins: [Address: [RowOrigin]]
  private let masking: Masking

  init(
    _ changes: [Change], files: [String], uncommitted: Set<Int> = [], origins: [RowOrigin],
    endangered: Set<Address>, _ diagnostics: [Diagnostic], _ impact: Impact, _ masking: Masking
  ) {
    all = changes
    let own =
      changes.contains(where: \.isFromCatalog) ? changes.filter { !$0.isFromCatalog } : changes
    let ordered = Change.inRiskOrder(own, diagnostics, impact, endangered: endangered)
    let rows = Set(origins.lazy.filter(\.isWaitingRow).map(\.address))
    let late = rows.isEmpty ? [] : ordered.filter { rows.contains($0.address) }
    shown = late.isEmpty ? ordered : ordered.filter { !rows.contains($0.address) } + late
    waiting = late.count
    self.files = files
    self.uncommitted = uncommitted
    renamed = RenamedNames(changes)
    self.origins = Dictionary(grouping: origins, by: \.address)
    self.masking = masking
  }

  func object(_ change: Change) -> ReportObject {
    ReportObject(
      symbol: change.action.symbol, action: change.action, address: change.address,
      formerName: change.formerName, summary: summary(of: change), place: place(of: change),
      isUncommitted: uncommitted.contains(Int((change.after ?? change.before)?.origin.file ?? -1)),
      fields: fields(of: change), hazards: change.hazards(beside: renamed),
      origins: origins[change.address] ?? [],
      annotations: (change.after ?? change.before)?.annotations ?? Annotations())
  }

  /// The columns of the entry's line in a text.
  private func summary(of change: Change) -> String {
    guard let entity = change.after ?? change.before else { return "" }
    let cells = entity.kind.reported.columns(of: entity, masking)
    return [cells.0, cells.1, cells.2].map { cell in
      var buffer = TextBuffer(TextStyle(), masking)
      cell.add(to: &buffer)
      return String(decoding: buffer.take().bytes, as: UTF8.self)
    }.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func place(of change: Change) -> FileLocation? {
    guard let origin = (change.after ?? change.before)?.origin,
      files.indices.contains(Int(origin.file))
    else { return nil }
    return FileLocation(
      file: files[Int(origin.file)], line: Int(origin.line), column: Int(origin.column))
  }

  private func fields(of change: Change) -> [ReportObject.Field] {
    var fields = change.fields
    var shown: [ReportObject.Field] = []
    func add(_ name: String, _ from: String?, _ to: String?) {
      shown.append(.init(name: name, from: from, to: to, remark: FieldChange.remark(from, to)))
    }
    if let formerName = change.formerName { add("name", formerName, change.address.name) }
    // A new value is one event to a reader: not three lines for value, tail and check.
    let count = fields.count
    fields.removeAll { Self.identity.contains($0.name) }
    if fields.count < count {
      add("value", value(of: change.before), value(of: change.after))
    }
    for field in fields { add(field.name, field.from.shown, field.to.shown) }
    return shown
  }

  private static let identity = [
    ProductKey.Field.value.rawValue, ProductKey.Field.tail.rawValue,
    ProductKey.Field.check.rawValue,
  ]

  private func value(of entity: Entity?) -> String? {
    if case .key(let entry)? = entity { entry.value.shownValue(masking) } else { nil }
  }
}

extension ReportObject {
  init(_ entry: DriftReport.Entry) {
    let item = entry.item
    let headline = DriftHeadline(item)
    symbol = headline.symbol
    action = nil
    address = item.address
    formerName = nil
    let writer = entry.writer.map { "applied by \($0.shown)" } ?? "never applied"
    summary = [headline.text, writer].compactMap(\.self).joined(separator: "; ")
    place = entry.line?.place
    isUncommitted = false
    fields = item.fields.map { field in
      Field(
        name: field.name, from: field.applied.shown, to: field.target.shown,
        remark: field.cause.verdict
          + (field.file.shown == field.applied.shown
            ? "" : ", file: \(field.file.shown ?? "(none)")"))
    }
    hazards = []
    origins = []
    annotations = (item.file ?? item.target)?.annotations ?? Annotations()
  }
}
