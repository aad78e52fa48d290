internal import KeyformCore
internal import KeyformYAML

/// Reads the values of one catalogue file. Every method consumes one value; what is not as asked
/// becomes a problem and nil, and reading goes on behind it.
final class CatalogReader {
  let path: String
  /// Of all files, for places in other ones.
  let paths: [String]
  /// Index of the file in the order of reading.
  let file: Int32
  private(set) var problems: [Diagnostic] = []
  private let yaml: YAMLReader
  private let bytes: [UInt8]

  /// The place of the current event.
  var mark: Mark { yaml.mark }

  init(_ file: CatalogFile, index: Int, paths: [String]) {
    path = file.path
    self.paths = paths
    self.file = Int32(index)
    bytes = file.bytes
    yaml = YAMLReader(file.bytes)
  }

  /// What the parser itself found, and what the methods below found, in order of the file.
  var allProblems: [Diagnostic] {
    if yaml.problems.isEmpty, problems.isEmpty { return [] }
    if let conflict = ConflictMarker.problem(in: bytes) { return [diagnostic(conflict)] }
    return (yaml.problems.map(diagnostic) + problems).sorted(by: Diagnostic.inOrder)
  }

  private func diagnostic(_ problem: YAMLProblem) -> Diagnostic {
    Diagnostic(
      rule: problem.kind.rawValue, severity: .error, summary: problem.summary,
      detail: problem.detail, place: place(problem.mark), isStructural: true)
  }

  func place(_ mark: Mark) -> Place {
    Place(file: path, line: Int(mark.line), column: Int(mark.column))
  }

  func report(_ problem: CatalogProblem, _ summary: String, _ detail: String, at mark: Mark) {
    problems.append(problem.diagnostic(summary, detail, at: place(mark)))
  }

  // MARK: Maps and lists

  /// The whole file: a map of sections, or nothing.
  func sections<Section>(_ table: FieldTable<Section>, _ body: (Section) -> Void) {
    switch yaml.next() {
    case .mappingStart: readFields(table, .unknownSection, body)
    case .end: return
    case .scalar where yaml.isAbsent: break
    case .scalar, .sequenceStart, .mappingEnd, .sequenceEnd: refuse("a map of sections")
    }
    // What stands behind the document: another one, or something that is no YAML.
    while yaml.next() != .end {}
  }

  /// A map by name. `body` gets each name and its place, and has to consume the value.
  func entries(_ body: (String, Mark) -> Void) {
    guard opensMap("a map by name") else { return }
    while case .scalar = yaml.next() { body(yaml.text, yaml.mark) }
  }

  /// A map with known fields. `body` has to consume each value.
  func fields<Field>(_ table: FieldTable<Field>, _ body: (Field) -> Void) {
    guard opensMap("a map of fields") else { return }
    readFields(table, .unknownField, body)
  }

  /// A list of maps. `element` gets the place of each and has to consume it by `readFields`.
  func list(_ element: (Mark) -> Void) {
    switch yaml.next() {
    case .sequenceStart:
      while true {
        switch yaml.next() {
        case .mappingStart: element(yaml.mark)
        case .scalar, .sequenceStart: refuse("a map of fields")
        case .sequenceEnd, .mappingEnd, .end: return
        }
      }
    case .scalar where yaml.isAbsent: return
    case .scalar, .mappingStart, .mappingEnd, .sequenceEnd, .end: refuse("a list")
    }
  }

  /// The fields of a map whose start has been consumed by ``list(_:)``.
  func readFields<Field>(
    _ table: FieldTable<Field>, _ unknown: CatalogProblem = .unknownField, _ body: (Field) -> Void
  ) {
    var seen: UInt64 = 0
    while case .scalar = yaml.next() {
      guard let index = yaml.index(in: table.words) else {
        refuseName(unknown, among: table.words.words)
        continue
      }
      if seen & 1 << UInt64(index) != 0 {
        report(
          .duplicate, "`\(yaml.text)` stands twice", "Remove one of the two.", at: yaml.mark)
      }
      seen |= 1 << UInt64(index)
      body(table.fields[index])
    }
  }

  // MARK: Scalars

  func text() -> String? { scalar("a text") ? yaml.text : nil }

  func texts() -> [String]? {
    switch yaml.next() {
    case .sequenceStart: return elements()
    case .scalar where yaml.isAbsent: return nil
    case .scalar, .mappingStart, .mappingEnd, .sequenceEnd, .end:
      refuse("a list of texts")
      return nil
    }
  }

  private func elements() -> [String] {
    var texts: [String] = []
    while true {
      switch yaml.next() {
      case .scalar: texts.append(yaml.text)
      case .mappingStart, .sequenceStart: refuse("a text")
      case .sequenceEnd, .mappingEnd, .end: return texts
      }
    }
  }

  func flag() -> Bool? {
    guard scalar("`true` or `false`") else { return nil }
    switch yaml.text {
    case "true": return true
    case "false": return false
    default:
      refuseValue("`true` or `false`")
      return nil
    }
  }

  func number() -> Int? {
    guard scalar("a number") else { return nil }
    if let number = yaml.decimal { return number }
    refuseValue("a number in decimal digits")
    return nil
  }

  func date() -> CalendarDate? {
    guard scalar("a date") else { return nil }
    if let date = CalendarDate(yaml.text) { return date }
    refuseValue("a date that exists, as `2026-11-20`")
    return nil
  }

  func build() -> BuildNumber? {
    guard scalar("a build") else { return nil }
    if let build = BuildNumber(yaml.text) { return build }
    refuseValue("a Windows build, as `17763.5458`")
    return nil
  }

  /// One of the words of a closed list.
  func word<Word: RawRepresentable & CaseIterable>(_: Word.Type) -> Word?
  where Word.RawValue == String {
    guard scalar("a word") else { return nil }
    if let word = Word(rawValue: yaml.text) { return word }
    refuseValue("one of " + Word.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))
    return nil
  }

  func architectures() -> [Architecture]? {
    guard let names = texts() else { return nil }
    return names.compactMap { architecture(named: $0, at: yaml.mark) }.sorted()
  }

  func architecture(named name: String, at mark: Mark) -> Architecture? {
    if let architecture = Architecture(written: name) { return architecture }
    let known = Architecture.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    report(.wrongValue, "unknown architecture `\(name)`", "Write one of \(known).", at: mark)
    return nil
  }

  // MARK: Refusals

  private func scalar(_ wanted: String) -> Bool {
    if case .scalar = yaml.next() { return !yaml.isAbsent }
    refuse(wanted)
    return false
  }

  private func opensMap(_ wanted: String) -> Bool {
    switch yaml.next() {
    case .mappingStart: return true
    case .scalar where yaml.isAbsent: return false
    case .scalar, .sequenceStart, .mappingEnd, .sequenceEnd, .end:
      refuse(wanted)
      return false
    }
  }

  private func refuse(_ wanted: String) {
    if !yaml.isDamaged {
      report(.wrongShape, "\(wanted) belongs here", "Write \(wanted).", at: yaml.mark)
    }
    yaml.skipValue()
  }

  private func refuseValue(_ wanted: String) {
    report(
      .wrongValue, "`\(yaml.text)` cannot stand here", "Write \(wanted).", at: yaml.mark)
  }

  private func refuseName(_ problem: CatalogProblem, among known: [String]) {
    let name = yaml.text
    let noun = problem == .unknownSection ? "section" : "field"
    let near = SpellingSuggestion.suggestion(for: name, in: known)
    let hint = near.map { "Did you mean `\($0)`?" }
    report(
      problem, "unknown \(noun) `\(name)`",
      hint ?? "Known here: " + known.joined(separator: ", ") + ".", at: yaml.mark)
    _ = yaml.next()
    yaml.skipValue()
  }
}
