internal import CLibYAML
internal import Glibc

/// What ``YAMLReader/next()`` came across.
///
/// Inside a mapping every key is a `scalar`, followed by the events of its value.
package enum YAMLEvent: Sendable {
  case mappingStart
  case mappingEnd
  case sequenceStart
  case sequenceEnd
  case scalar
  /// Nothing follows: the file is over, or a fatal problem stopped the reading.
  ///
  /// After a fatal problem it may come inside open mappings and sequences.
  case end
}

/// Pulls the events of one YAML file, with their places, and makes no text unless asked for it.
///
/// One reader a thread. Problems gather in ``problems``; most of them do not stop the reading:
/// an anchor is read as if it were not there, a tag likewise, an alias is delivered as an absent
/// scalar. Merge keys, aliases used as keys and keys that are no scalars are left out together
/// with their values, and what is wrong inside them is not reported on top. Aliases are never
/// expanded.
package final class YAMLReader {
  /// Problems beyond this number are not recorded.
  package static let maximumProblems = 1_000

  package var problems: [YAMLProblem] { state.pointee.problems }
  /// Whether a fatal problem ended the stream early; it is the last one in ``problems``.
  package var isDamaged: Bool { state.pointee.isDamaged }
  /// The start of the current event; of a fatal problem after one.
  package var mark: YAMLPosition { state.pointee.mark }
  /// Right behind the current event; of block mappings and sequences somewhere behind the last
  /// thing in them.
  package var endMark: YAMLPosition { YAMLPosition(event.pointee.end_mark) }

  /// What comes next at the place where the reader stands.
  private enum Expectation { case root, element, key, value }

  private struct State {
    var mark = YAMLPosition(line: 1, column: 1)
    var expectation = Expectation.root
    /// What comes next around every open mapping and sequence, the innermost last.
    var outer: [Expectation] = []
    var isOver = false
    var isQuiet = false
    var documents = 0
    /// Whether the document was closed by `...`.
    var isClosed = false
    var isDamaged = false
    var problems: [YAMLProblem] = []
    /// The search for tags that leave no trace in their events.
    var walk: CharacterIndex
  }

  /// All that changes stands behind a pointer: each touch of a class's own variables is checked for
  /// exclusive access at run time, which made the whole reading a third slower.
  private let state: UnsafeMutablePointer<State>
  private let maximumDepth: Int
  private let input: Input
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// The current event. An alias is wiped to `YAML_NO_EVENT` once it is reported.
  private let event: UnsafeMutablePointer<yaml_event_t>
  /// Only a file with a `!` somewhere can hold the tag that leaves no trace in its event.
  private let hasExclamationMark: Bool

  package init(_ bytes: [UInt8], maximumDepth: Int = 32) {
    self.maximumDepth = maximumDepth
    let input = Input(bytes)
    self.input = input
    hasExclamationMark = bytes.withUnsafeBytes {
      guard let start = $0.baseAddress else { return false }
      return memchr(start, Int32(UInt8(ascii: "!")), $0.count) != nil
    }
    state = .allocate(capacity: 1)
    state.initialize(to: State(walk: CharacterIndex(start: input.start)))
    state.pointee.outer.reserveCapacity(min(maximumDepth, 64))
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    event = .allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
    guard yaml_parser_initialize(parser) == 1 else {
      stop(outOfMemory())
      return
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input(parser, readInput, Unmanaged.passUnretained(input).toOpaque())
    if SourceText.looksLikeUTF16(bytes) { stop(.utf16()) }
  }

  deinit {
    yaml_event_delete(event)
    yaml_parser_delete(parser)
    state.deinitialize(count: 1)
    state.deallocate()
    event.deallocate()
    parser.deallocate()
  }

  /// The next event. Document and stream events are swallowed; after the end or a fatal problem
  /// it is `.end` for ever.
  package func next() -> YAMLEvent {
    while true {
      let isKey = state.pointee.expectation == .key
      let found = pull()
      guard isKey else { return found }
      switch found {
      case .scalar:
        if isAlias {
          leaveOutValue()
        } else if isMergeKey {
          report(.mergeKey(at: mark))
          leaveOutValue()
        } else {
          return found
        }
      case .mappingStart, .sequenceStart:
        report(.notScalarKey(at: mark))
        state.pointee.isQuiet = true
        finish(with: pull)
        leaveOutValue()
      case .mappingEnd, .sequenceEnd, .end: return found
      }
    }
  }

  /// Skips the value that begins with the current event: after the start of a mapping or sequence
  /// its end becomes the current event; after anything else nothing happens.
  package func skipValue() {
    let type = event.pointee.type
    if type == YAML_MAPPING_START_EVENT || type == YAML_SEQUENCE_START_EVENT { finish(with: next) }
  }
}

// MARK: - The current scalar

extension YAMLReader {
  /// The text of the current scalar; empty for an alias and for events that are no scalars.
  package var text: String { String(decoding: scalar, as: UTF8.self) }

  /// The text of the current scalar: `previous` itself when it is the same, byte by byte, so that
  /// repeated words share their storage.
  package func text(reusing previous: String) -> String {
    let scalar = scalar
    var candidate = previous
    let isSame = candidate.withUTF8 {
      guard $0.count == scalar.count else { return false }
      guard let left = $0.baseAddress, let right = scalar.baseAddress else { return true }
      return memcmp(left, right, scalar.count) == 0
    }
    return isSame ? previous : String(decoding: scalar, as: UTF8.self)
  }

  /// Which word of a table the current scalar is; makes no `String`.
  package func index(in table: KeywordTable) -> Int? { table.index(of: scalar.span) }

  /// The length of the text in UTF-8.
  package var byteCount: Int { scalar.count }

  /// Whether the scalar is written without quotes and not as a `|` or `>` block.
  package var isPlain: Bool {
    isAlias
      || event.pointee.type == YAML_SCALAR_EVENT
        && event.pointee.data.scalar.style == YAML_PLAIN_SCALAR_STYLE
  }

  /// Whether the field counts as not written: plain and empty, `~`, or `null` in the spellings of
  /// YAML's core schema (`null`, `Null`, `NULL`), or an alias. Quoted text never is, `""` included.
  package var isAbsent: Bool { isPlain && scalar.span.isNull }

  /// Whether an alias stands here, which has been reported and is delivered as an absent scalar.
  package var isAlias: Bool {
    event.pointee.type == YAML_NO_EVENT && state.pointee.documents > 0 && !state.pointee.isOver
  }

  /// The value of one or more ASCII digits, quoted or not; nil for a sign, anything else than
  /// digits, and a number that does not fit.
  package var decimal: Int? { scalar.span.decimal }

  private var scalar: UnsafeBufferPointer<UInt8> {
    guard event.pointee.type == YAML_SCALAR_EVENT else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    let data = event.pointee.data.scalar
    return UnsafeBufferPointer(start: data.value, count: data.length)
  }

  private var isMergeKey: Bool {
    let scalar = scalar
    return scalar.count == 2 && scalar[0] == UInt8(ascii: "<") && scalar[1] == UInt8(ascii: "<")
      && isPlain
  }
}

// MARK: - Pulling events

extension YAMLReader {
  /// One event, keys and values alike, with the node's own problems reported.
  private func pull() -> YAMLEvent {
    while !state.pointee.isOver {
      yaml_event_delete(event)
      guard yaml_parser_parse(parser, event) == 1 else {
        stop(complaint())
        break
      }
      state.pointee.mark = YAMLPosition(event.pointee.start_mark)
      switch event.pointee.type {
      case YAML_SCALAR_EVENT:
        checkScalar()
        passNode()
        return .scalar
      case YAML_MAPPING_START_EVENT:
        let data = event.pointee.data.mapping_start
        check(anchor: data.anchor != nil, tag: data.tag != nil)
        if open(.key) { return .mappingStart }
      case YAML_SEQUENCE_START_EVENT:
        let data = event.pointee.data.sequence_start
        check(anchor: data.anchor != nil, tag: data.tag != nil)
        if open(.element) { return .sequenceStart }
      case YAML_MAPPING_END_EVENT:
        state.pointee.expectation = state.pointee.outer.popLast() ?? .root
        return .mappingEnd
      case YAML_SEQUENCE_END_EVENT:
        state.pointee.expectation = state.pointee.outer.popLast() ?? .root
        return .sequenceEnd
      case YAML_ALIAS_EVENT:
        report(.alias(at: mark))
        yaml_event_delete(event)
        passNode()
        return .scalar
      case YAML_DOCUMENT_START_EVENT:
        state.pointee.documents += 1
        if state.pointee.documents > 1 { stop(.severalDocuments(at: mark)) }
      case YAML_DOCUMENT_END_EVENT:
        state.pointee.isClosed = event.pointee.data.document_end.implicit == 0
      case YAML_STREAM_START_EVENT:
        continue
      default:
        state.pointee.isOver = true
      }
    }
    return .end
  }

  private func passNode() {
    switch state.pointee.expectation {
    case .key: state.pointee.expectation = .value
    case .value: state.pointee.expectation = .key
    case .root, .element: break
    }
  }

  private func open(_ inner: Expectation) -> Bool {
    guard state.pointee.outer.count < maximumDepth else {
      stop(.tooDeep(at: mark, maximum: maximumDepth))
      return false
    }
    passNode()
    state.pointee.outer.append(state.pointee.expectation)
    state.pointee.expectation = inner
    return true
  }

  /// Goes on until the mapping or sequence that has just been opened is closed.
  private func finish(with advance: () -> YAMLEvent) {
    let depth = state.pointee.outer.count
    while state.pointee.outer.count >= depth, advance() != .end {}
  }

  /// Leaves out the value of the key that has just been read.
  private func leaveOutValue() {
    state.pointee.isQuiet = true
    let value = pull()
    if value == .mappingStart || value == .sequenceStart { finish(with: pull) }
    state.pointee.isQuiet = false
  }

  private func checkScalar() {
    let data = event.pointee.data.scalar
    if data.anchor != nil || data.tag != nil {
      check(anchor: data.anchor != nil, tag: data.tag != nil)
    } else if data.style == YAML_PLAIN_SCALAR_STYLE {
      // `! text` leaves neither tag nor flag, but plain text cannot begin with this character.
      if hasExclamationMark, firstByte() == UInt8(ascii: "!") { report(.tag(at: mark)) }
    } else if data.plain_implicit == 1 {
      report(.tag(at: mark))
    }
  }

  private func firstByte() -> UInt8? {
    state.pointee.walk.byte(ofCharacter: event.pointee.start_mark.index, in: input.bytes)
  }

  private func check(anchor: Bool, tag: Bool) {
    if anchor { report(.anchor(at: mark)) }
    if tag { report(.tag(at: mark)) }
  }
}

// MARK: - Problems

// Kept out of line: they would burden every event with their local variables.
extension YAMLReader {
  @inline(never)
  private func report(_ problem: @autoclosure () -> YAMLProblem) {
    guard !state.pointee.isQuiet, problems.count < Self.maximumProblems else { return }
    state.pointee.problems.append(problem())
  }

  @inline(never)
  private func stop(_ problem: YAMLProblem) {
    yaml_event_delete(event)
    state.pointee.problems.append(problem)
    state.pointee.mark = problem.mark
    state.pointee.isDamaged = true
    state.pointee.isOver = true
  }

  @inline(never)
  private func complaint() -> YAMLProblem {
    let parser = parser.pointee
    let source = SourceText(bytes: input.bytes, start: input.start)
    let problem = parser.problem.map { String(cString: $0) } ?? ""
    switch parser.error {
    case YAML_READER_ERROR:
      let place = source.mark(atByte: parser.problem_offset)
      guard problem.hasPrefix("control characters") else { return .invalidUTF8(at: place) }
      if parser.problem_value == 0 { return .nul(at: place) }
      return YAMLProblem(
        kind: .syntax, mark: place, summary: "the file contains a control character",
        detail: "Remove the character with the code \(parser.problem_value).")
    case YAML_MEMORY_ERROR: return outOfMemory()
    default:
      let complaint = ParserComplaint(
        context: parser.context.map { String(cString: $0) } ?? "", problem: problem,
        contextMark: YAMLPosition(parser.context_mark), mark: YAMLPosition(parser.problem_mark),
        isInFlow: parser.flow_level > 0, isBehindDocument: state.pointee.isClosed, source: source)
      return complaint.reworded()
    }
  }

  private func outOfMemory() -> YAMLProblem {
    YAMLProblem(
      kind: .syntax, mark: mark, summary: "there is not enough memory to read the file",
      detail: "Split the file, or free some memory.")
  }
}

// MARK: - The C side

/// What the parser reads from; the reader keeps it alive.
private final class Input {
  let bytes: [UInt8]
  /// Behind the byte order mark, which the parser does not expect once it is told the encoding.
  let start: Int
  var offset: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    offset = start
  }
}

private func readInput(
  _ data: UnsafeMutableRawPointer?, _ buffer: UnsafeMutablePointer<UInt8>?, _ size: Int,
  _ count: UnsafeMutablePointer<Int>?
) -> Int32 {
  guard let data, let buffer, let count else { return 0 }
  let input = Unmanaged<Input>.fromOpaque(data).takeUnretainedValue()
  let length = min(size, input.bytes.count - input.offset)
  input.bytes.withUnsafeBytes {
    if length > 0, let start = $0.baseAddress { memcpy(buffer, start + input.offset, length) }
  }
  input.offset += length
  count.pointee = length
  return 1
}

extension YAMLPosition {
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(
      line: Int32(truncatingIfNeeded: mark.line &+ 1),
      column: Int32(truncatingIfNeeded: mark.column &+ 1))
  }
}
