package import KeyformCore
package import KeyformYAML

/// Walks over the mappings and scalars of one file, of a repository or of its catalogue, and
/// gathers every structural problem.
///
/// Wraps the reader: what a decoder asks for is either there in the right type, or a problem has
/// been recorded and the value skipped. Decoding never throws and never stops early.
package final class FieldCursor {
  package let reader: YAMLReader
  /// Behind a pointer, as in the reader: each touch of a class's own variables is checked for
  /// exclusive access at run time, and these are touched for every field.
  private let state: UnsafeMutablePointer<State>
  private let bytes: [UInt8]
  private let path: String
  private let subject: Subject

  private struct State {
    var found: [Diagnostic] = []
    var event = YAMLEvent.end
    var address: Address?
    var misspelt: [String] = []
  }

  /// What a file belongs to: its problems have ids of its own.
  package enum Subject { case repository, catalog }

  /// `path` is the file's, for the problems.
  package init(_ bytes: [UInt8], in path: String, of subject: Subject = .repository) {
    self.bytes = bytes
    self.path = path
    self.subject = subject
    reader = YAMLReader(bytes)
    state = .allocate(capacity: 1)
    state.initialize(to: State())
  }

  deinit {
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// The entry that is being decoded.
  package var address: Address? {
    get { state.pointee.address }
    set { state.pointee.address = newValue }
  }

  /// Fields of the current entry that a misspelt name was likely meant to be: what is required and
  /// misspelt is one mistake, not two.
  package var misspelt: [String] {
    get { state.pointee.misspelt }
    set { state.pointee.misspelt = newValue }
  }

  package var problems: [Diagnostic] { state.pointee.found }

  package func report(
    _ rule: StructureRule, at mark: YAMLPosition? = nil, _ summary: String, _ detail: String,
    severity: Severity = .error
  ) {
    // Damage ends the stream early: what is missing then is no mistake of its own.
    if reader.isDamaged { return }
    let id =
      switch subject {
      case .repository: rule.rawValue
      case .catalog: rule.inCatalog.rawValue
      }
    state.pointee.found.append(
      Diagnostic(
        rule: id, severity: severity, address: address, summary: summary, detail: detail,
        place: place(mark ?? reader.mark), isStructural: true))
  }

  /// Whether a problem has been recorded at `mark` or behind it.
  package func hasProblem(since mark: YAMLPosition) -> Bool {
    let last = [problems.last?.place, reader.problems.last.map { place($0.mark) }]
    return last.contains { $0.map { $0 >= place(mark) } ?? false }
  }

  /// Problems of the reader itself, once the file has been read.
  package func finish() {
    // What stands behind the document: another one, or something that is no YAML.
    while reader.next() != .end {}
    state.pointee.found += reader.problems.map(diagnostic)
    if !problems.isEmpty, let conflict = YAMLProblem.conflict(in: bytes) {
      state.pointee.found = [diagnostic(conflict)]
    }
  }

  private func diagnostic(_ problem: YAMLProblem) -> Diagnostic {
    Diagnostic(
      rule: problem.kind.rawValue, severity: .error, summary: problem.summary,
      detail: problem.detail, place: place(problem.mark), isStructural: true)
  }

  private func place(_ mark: YAMLPosition) -> FileLocation {
    FileLocation(file: path, line: Int(mark.line), column: Int(mark.column))
  }

  /// Enters the mapping that the current event should begin. An absent value counts as an empty
  /// mapping: `nextField` must not be called then.
  package func enterMapping(_ what: String) -> Bool {
    switch current {
    case .mappingStart: return true
    case .scalar where reader.isAbsent: return false
    case .scalar, .sequenceStart:
      report(
        .wrongType, "\(what) must be a mapping",
        "Write `name: value` lines below it, indented by two blanks.")
      skip()
      return false
    case .mappingEnd, .sequenceEnd, .end: return false
    }
  }

  /// The event that `advance` read last.
  package var current: YAMLEvent { state.pointee.event }

  @discardableResult
  package func advance() -> YAMLEvent {
    let event = reader.next()
    state.pointee.event = event
    return event
  }

  /// Moves on; whether a scalar came. A pattern, not `==`: comparing another module's enum is an
  /// unspecialised call, and this runs for every field.
  package func advanceToScalar() -> Bool {
    switch advance() {
    case .scalar: true
    case .mappingStart, .mappingEnd, .sequenceStart, .sequenceEnd, .end: false
    }
  }

  /// Whether the current event is a scalar.
  package var isScalar: Bool {
    switch current {
    case .scalar: true
    case .mappingStart, .mappingEnd, .sequenceStart, .sequenceEnd, .end: false
    }
  }

  /// Whether the current value is an empty field, which counts as absent.
  package var isAbsent: Bool { isScalar && reader.isAbsent }

  package func skip() {
    switch current {
    case .mappingStart, .sequenceStart: reader.skipValue()
    case .scalar, .mappingEnd, .sequenceEnd, .end: break
    }
  }

  /// Moves to the value of the next known field that is present, and returns the field's index in
  /// `known`; nil at the end of the mapping. Unknown, reserved and repeated fields are reported
  /// and skipped, `x-…` is skipped silently.
  package func nextField(
    _ known: KnownFields, seen: inout UInt64, of what: @autoclosure () -> String
  ) -> Int? {
    while advanceToScalar() {
      guard let index = reader.index(in: known.words) else {
        let name = reader.text
        let mark = reader.mark
        advance()
        if !name.hasPrefix("x-") { reportUnknown(name, at: mark, known, of: what()) }
        skip()
        continue
      }
      let mark = reader.mark
      advance()
      // High half: fields that are written but empty. They count as absent, yet not twice.
      guard seen & (1 | 1 << 32) << UInt64(index) == 0 else {
        report(
          .duplicateKey, at: mark, "`\(known.words.words[index])` is written twice",
          "Keep one of the two: YAML readers do not agree which of them counts.")
        skip()
        continue
      }
      if isAbsent {
        seen |= 1 << UInt64(index + 32)
        // An alias has been refused where it stands: the field is not missing.
        if reader.isAlias { seen |= 1 << UInt64(index) }
        continue
      }
      seen |= 1 << UInt64(index)
      if known.later & 1 << UInt64(index) != 0 {
        report(
          .notYet, at: mark, "`\(known.words.words[index])` is reserved and not built yet",
          "Leave it out for now: this version would not act on it.")
        skip()
        continue
      }
      return index
    }
    return nil
  }

  private func reportUnknown(
    _ name: String, at mark: YAMLPosition, _ known: KnownFields, of what: String
  ) {
    let (noun, nouns) = known.areSections ? ("section", "Sections") : ("field", "Fields")
    let near = SpellingSuggestion.suggestion(for: name, in: known.offered)
    if let near { state.pointee.misspelt.append(near) }
    report(
      known.areSections ? .unknownSection : .unknownField, at: mark,
      "unknown \(noun) `\(name)`" + (near.map { "; did you mean `\($0)`?" } ?? ""),
      "\(nouns) of \(what): \(known.offered.joined(separator: ", ")). Your own begin with `x-`.")
  }
}

/// The names that one mapping may have, ready for look-ups: made once, as decoding one entry must
/// not.
package struct KnownFields: Sendable {
  package let words: KeywordTable
  /// What messages offer: without the reserved ones.
  package let offered: [String]
  /// Bits of the reserved ones.
  package let later: UInt64
  /// Whether they are the sections of a file.
  let areSections: Bool

  package init(_ names: [String], isLater: (String) -> Bool = { _ in false }) {
    self.init(names, isLater: isLater, areSections: false)
  }

  init(sections: [String]) { self.init(sections, isLater: { _ in false }, areSections: true) }

  private init(_ names: [String], isLater: (String) -> Bool, areSections: Bool) {
    words = KeywordTable(names)
    offered = names.filter { !isLater($0) }
    later = names.indices.reduce(0) { isLater(names[$1]) ? $0 | 1 << UInt64($1) : $0 }
    self.areSections = areSections
  }
}
