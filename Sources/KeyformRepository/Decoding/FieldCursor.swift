internal import KeyformCore
internal import KeyformYAML

/// Walks over the mappings and scalars of one file and gathers every structural problem.
///
/// Wraps the reader: what an entry decoder asks for is either there in the right type, or a
/// problem has been recorded and the value skipped. Decoding never throws and never stops early.
final class FieldCursor {
  let reader: YAMLReader
  private(set) var problems: [StructureProblem] = []
  private let bytes: [UInt8]
  /// The entry that is being decoded.
  var address: Address?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    reader = YAMLReader(bytes)
  }

  func report(
    _ rule: StructureRule, at mark: Mark? = nil, _ summary: String, _ detail: String,
    severity: Severity = .error
  ) {
    // Damage ends the stream early: what is missing then is no mistake of its own.
    if reader.isDamaged { return }
    problems.append(
      StructureProblem(
        rule, at: mark ?? reader.mark, on: address, summary, detail, severity: severity))
  }

  /// Fields of the current entry that a misspelt name was likely meant to be: what is required and
  /// misspelt is one mistake, not two.
  var misspelt: [String] = []

  /// Whether a problem has been recorded at `mark` or behind it.
  func hasProblem(since mark: Mark) -> Bool {
    let last = [problems.last?.mark, reader.problems.last?.mark].compactMap { $0 }
    return last.contains { ($0.line, $0.column) >= (mark.line, mark.column) }
  }

  /// Problems of the reader itself, once the file has been read.
  func finish() {
    // What stands behind the document: another one, or something that is no YAML.
    while reader.next() != .end {}
    problems.append(contentsOf: reader.problems.map(StructureProblem.init))
    if !problems.isEmpty, let conflict = ConflictMarker.problem(in: bytes) {
      problems = [StructureProblem(conflict)]
    }
  }

  /// Enters the mapping that the current event should begin. An absent value counts as an empty
  /// mapping: `nextField` must not be called then.
  func enterMapping(_ what: String) -> Bool {
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
  private(set) var current = YAMLEvent.end

  @discardableResult
  func advance() -> YAMLEvent {
    current = reader.next()
    return current
  }

  /// Moves on; whether a scalar came. A pattern, not `==`: comparing another module's enum is an
  /// unspecialised call, and this runs for every field.
  func advanceToScalar() -> Bool {
    switch advance() {
    case .scalar: true
    case .mappingStart, .mappingEnd, .sequenceStart, .sequenceEnd, .end: false
    }
  }

  /// Whether the current event is a scalar.
  var isScalar: Bool {
    switch current {
    case .scalar: true
    case .mappingStart, .mappingEnd, .sequenceStart, .sequenceEnd, .end: false
    }
  }

  /// Whether the current value is an empty field, which counts as absent.
  var isAbsent: Bool { isScalar && reader.isAbsent }

  func skip() {
    switch current {
    case .mappingStart, .sequenceStart: reader.skipValue()
    case .scalar, .mappingEnd, .sequenceEnd, .end: break
    }
  }

  /// Moves to the value of the next known field that is present, and returns the field's index in
  /// `words`; nil at the end of the mapping. Unknown, reserved and repeated fields are reported
  /// and skipped, `x-…` is skipped silently.
  func nextField(
    _ list: FieldList, seen: inout UInt64, of what: @autoclosure () -> String
  ) -> Int? {
    while advanceToScalar() {
      guard let index = reader.index(in: list.words) else {
        let name = reader.text
        let mark = reader.mark
        advance()
        if !name.hasPrefix("x-") { reportUnknown(name, at: mark, list.offered, of: what()) }
        skip()
        continue
      }
      let mark = reader.mark
      advance()
      // High half: fields that are written but empty. They count as absent, yet not twice.
      guard seen & (1 | 1 << 32) << UInt64(index) == 0 else {
        report(
          .duplicateKey, at: mark, "`\(list.words.words[index])` is written twice",
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
      if list.later & 1 << UInt64(index) != 0 {
        report(
          .notYet, at: mark, "`\(list.words.words[index])` is reserved and not built yet",
          "Leave it out for now: this version would not act on it.")
        skip()
        continue
      }
      return index
    }
    return nil
  }

  private func reportUnknown(_ name: String, at mark: Mark, _ words: [String], of what: String) {
    let known = words.joined(separator: ", ")
    if let near = SpellingSuggestion.suggestion(for: name, in: words) {
      misspelt.append(near)
      report(
        .unknownField, at: mark, "unknown field `\(name)`; did you mean `\(near)`?",
        "Fields of \(what): \(known). Your own begin with `x-`.")
    } else {
      report(
        .unknownField, at: mark, "unknown field `\(name)`",
        "Fields of \(what): \(known). Your own begin with `x-`.")
    }
  }
}
