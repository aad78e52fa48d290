package import KeyformCore

/// The text of a statement, of which there is one for each content: a line on the format, on target
/// and project, and on each change. Its SHA-256 is the review id.
///
/// Keys stand there by tail and check value, public ones too: a role that reads no values states the
/// same. Whatever looks like a key in other texts stands there so as well, be it public or not, so that no
/// catalogue has a say in it, and what only looks masked is told from it (docs/guide/review.md has the
/// format).
package enum StatementText {
  /// The name and version of the format.
  package static let format = "keyform.statement/1"

  /// Hands on the statement of a plan.
  @discardableResult
  package static func write(_ plan: Plan, to sink: ReportSink) throws -> ReviewID {
    let head = StatementLines.head(plan.header.targetID, plan.header.project)
    try sink(head)
    var digests = [digest(of: head)]
    let renamed = RenamedNames(plan.changes)
    try OrderedBlocks.write(plan.changes, to: sink, digests: &digests) { changes in
      var lines = StatementLines(changes.count)
      for change in changes { lines.state(change, renamed) }
      return [lines.take()]
    }
    return ReviewID(digests[0])
  }

  /// The digest to begin with where another writer makes a plan's lines beside its own.
  static func digest(of plan: Plan) -> ContentDigest {
    digest(of: StatementLines.head(plan.header.targetID, plan.header.project))
  }

  private static func digest(of head: ReportBytes) -> ContentDigest {
    var digest = ContentDigest()
    digest.update(head.bytes)
    return digest
  }

  package static func id(of plan: Plan) -> ReviewID? { try? write(plan) { _ in } }

  /// What a plan states, as whoever reads its text has it.
  package static func statement(
    of plan: Plan
  ) throws -> (statement: Statement, id: ReviewID) {
    var bytes: [UInt8] = []
    let id = try write(plan) { bytes += $0.bytes }
    return (try StatementReader.parse(bytes), id)
  }

  /// The text of a statement that was read.
  static func bytes(_ statement: Statement) -> [UInt8] {
    let head = StatementLines.head(statement.targetID, statement.project)
    var lines = StatementLines(statement.changes.count)
    for change in statement.changes { change.address.kind.reported.state(change, in: &lines) }
    return head.bytes + lines.take().bytes
  }
}

/// Writes the lines of a statement.
struct StatementLines {
  private var json = JSONWriter(masking: .all, keepsFields: true)

  init(_ count: Int) { json.reserveCapacity(count * 300) }

  static func head(_ targetID: String?, _ project: String) -> ReportBytes {
    var json = JSONWriter(masking: .all, keepsFields: true)
    json.between("keyform.statement/1\ntarget ")
    json.value(FieldValue(targetID))
    json.between("\nproject ")
    json.value(FieldValue.text(project))
    json.between("\n")
    return json.take()
  }

  /// What a change does; values of keys are never stated.
  mutating func state(_ change: Change, _ renamed: RenamedNames) {
    let change = change.withholding { _ in false }
    change.address.kind.reported.state(change, change.hazards(beside: renamed), in: &self)
  }

  mutating func begin(
    _ action: Action, _ address: String, was formerName: String?, _ hazards: [Hazard]
  ) {
    json.between(Self.word(action))
    // As fields are: nothing of a name is hidden but keys.
    json.value(FieldValue.text(address))
    if let formerName {
      json.between(" was ")
      json.value(FieldValue.text(formerName))
    }
    if !hazards.isEmpty {
      json.between(" ")
      json.value(FieldValue(hazards.map(\.rawValue)))
    }
    // No comma before the first field; those between the others come from the writer.
    json.between("")
  }

  /// What a field of a row that comes or goes holds.
  mutating func field(_ name: StaticString, _ value: FieldValue) {
    beginField(name)
    json.value(value)
  }

  mutating func field(_ name: StaticString, from: FieldValue, to: FieldValue) {
    beginField(name)
    json.value(from)
    json.between(" -> ")
    json.value(to)
  }

  /// The same of a value that `other` has just written with its own masking, which left it alone.
  mutating func field(_ name: StaticString, _ value: Range<Int>, of other: JSONWriter) {
    beginField(name)
    json.value(value, of: other)
  }

  mutating func field(
    _ name: StaticString, from: Range<Int>, to: Range<Int>, of other: JSONWriter
  ) {
    beginField(name)
    json.value(from, of: other)
    json.between(" -> ")
    json.value(to, of: other)
  }

  private mutating func beginField(_ name: StaticString) { json.prepared(" ", name, ": ") }

  mutating func end() { json.between("\n") }

  mutating func take() -> ReportBytes { json.take() }

  static func word(_ action: Action) -> StaticString {
    switch action {
    case .create: "create "
    case .update: "update "
    case .adopt: "adopt "
    case .release: "release "
    case .delete: "delete "
    }
  }
}

extension ReportedKind {
  static func state(_ change: Change, _ hazards: [Hazard], in lines: inout StatementLines) {
    lines.begin(change.action, change.address.description, was: change.formerName, hazards)
    switch change.action {
    case .create: state(change.after, in: &lines)
    case .delete: state(change.before, in: &lines)
    case .update, .adopt: state(change.before, change.after, in: &lines)
    case .release: break
    }
    lines.end()
  }

  private static func state(_ entity: Entity?, in lines: inout StatementLines) {
    guard let value = entity?.entry(of: Self.self)?.value else { return }
    withUnsafePointer(to: value) { entry in
      for field in table.fields {
        let value = field.coding.shown(entry)
        if case .none = value { continue }
        lines.field(field.literal, value)
      }
    }
  }

  private static func state(_ from: Entity?, _ to: Entity?, in lines: inout StatementLines) {
    guard let from = from?.entry(of: Self.self)?.value, let to = to?.entry(of: Self.self)?.value
    else { return }
    withUnsafePointer(to: from) { from in
      withUnsafePointer(to: to) { to in
        for field in table.fields {
          let (old, new) = (field.coding.shown(from), field.coding.shown(to))
          if old != new { lines.field(field.literal, from: old, to: new) }
        }
      }
    }
  }

  /// The same of a change that was read.
  static func state(_ change: StatedChange, in lines: inout StatementLines) {
    lines.begin(
      change.action, change.address.description, was: change.formerName, change.hazards)
    for field in change.fields {
      guard let name = table.fields.first(where: { $0.name == field.name })?.literal else {
        continue
      }
      switch change.action {
      case .create: lines.field(name, field.to)
      case .delete: lines.field(name, field.from)
      case .update, .adopt, .release: lines.field(name, from: field.from, to: field.to)
      }
    }
    lines.end()
  }
}
