import KeyformYAML

/// A file read to its end, event by event, in a form that a test can write down.
struct EventTrace {
  /// One word an event: `{1:1`, `}`, `[1:1`, `]`, and `text@1:4` for a scalar.
  let events: [String]
  let problems: [YAMLProblem]
  let isDamaged: Bool

  init(_ bytes: [UInt8], maximumDepth: Int = 32) {
    let reader = YAMLReader(bytes, maximumDepth: maximumDepth)
    var events: [String] = []
    reading: while true {
      switch reader.next() {
      case .mappingStart: events.append("{\(reader.mark.written)")
      case .mappingEnd: events.append("}")
      case .sequenceStart: events.append("[\(reader.mark.written)")
      case .sequenceEnd: events.append("]")
      case .scalar: events.append("\(reader.text)@\(reader.mark.written)")
      case .end: break reading
      }
    }
    self.events = events
    problems = reader.problems
    isDamaged = reader.isDamaged
  }

  init(_ text: String, maximumDepth: Int = 32) {
    self.init(Array(text.utf8), maximumDepth: maximumDepth)
  }

  /// The events in one line.
  var line: String { events.joined(separator: " ") }

  /// The problems as `YAML007@1:4`.
  var found: [String] { problems.map { "\($0.kind.rawValue)@\($0.mark.written)" } }
}

extension YAMLPosition {
  var written: String { "\(line):\(column)" }
}
