/// The nodes of a file with the bytes that each takes: for editing a file in place. Made on demand,
/// for the few files that are edited.
package struct NodeTree: Sendable {
  package struct Node: Sendable {
    package let content: Content
    /// The bytes from the first to the last character; empty, behind the colon, where no value is
    /// written. A block scalar ends with its last character that is no blank.
    package let range: Range<Int>
  }

  package struct Pair: Sendable {
    package let key: Node
    package let value: Node
  }

  package indirect enum Content: Sendable {
    case scalar(String)
    case mapping([Pair])
    case sequence([Node])
  }

  package let root: Node

  /// Nil where the file has a problem of any kind, or nothing in it.
  package init?(_ bytes: [UInt8]) {
    var builder = Builder(bytes)
    let event = builder.reader.next()
    guard event != .end, let root = builder.node(event) else { return nil }
    guard builder.reader.next() == .end, builder.reader.problems.isEmpty else { return nil }
    self.root = root
  }

  private struct Builder {
    let reader: YAMLReader
    private let bytes: [UInt8]
    private var places: PlaceWalk

    init(_ bytes: [UInt8]) {
      reader = YAMLReader(bytes)
      self.bytes = bytes
      places = PlaceWalk(bytes)
    }

    // The reader's depth limit bounds the recursion.
    mutating func node(_ event: YAMLEvent) -> Node? {
      guard let start = places.offset(of: reader.mark) else { return nil }
      switch event {
      case .scalar: return scalar(from: start)
      case .mappingStart:
        var pairs: [Pair] = []
        while reader.next() == .scalar {
          guard let keyStart = places.offset(of: reader.mark), let key = scalar(from: keyStart),
            let value = node(reader.next())
          else { return nil }
          pairs.append(Pair(key: key, value: value))
        }
        return collection(.mapping(pairs), from: start, last: pairs.last?.value)
      case .sequenceStart:
        var items: [Node] = []
        while true {
          let element = reader.next()
          if element == .sequenceEnd { break }
          guard let item = node(element) else { return nil }
          items.append(item)
        }
        return collection(.sequence(items), from: start, last: items.last)
      case .mappingEnd, .sequenceEnd, .end: return nil
      }
    }

    private mutating func scalar(from start: Int) -> Node? {
      guard var end = places.offset(of: reader.endMark), end >= start else { return nil }
      if end > start, bytes[start] == UInt8(ascii: "|") || bytes[start] == UInt8(ascii: ">") {
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
      }
      return Node(content: .scalar(reader.text), range: start..<end)
    }

    /// Stands on the end of the collection.
    private mutating func collection(_ content: Content, from start: Int, last: Node?) -> Node? {
      if NodeTree.isFlow(at: start, in: bytes) {
        guard let end = places.offset(of: reader.endMark), end > start else { return nil }
        return Node(content: content, range: start..<end)
      }
      guard let last else { return nil }
      return Node(content: content, range: start..<last.range.upperBound)
    }
  }

  static func isFlow(at start: Int, in bytes: [UInt8]) -> Bool {
    start < bytes.count && (bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "["))
  }
}

extension NodeTree.Node {
  /// Whether a mapping or sequence stands in brackets.
  package func isFlow(in bytes: [UInt8]) -> Bool {
    if case .scalar = content { return false }
    return NodeTree.isFlow(at: range.lowerBound, in: bytes)
  }

  /// The pair of a name in a mapping; the first where it is written twice.
  package subscript(name: String) -> NodeTree.Pair? {
    guard case .mapping(let pairs) = content else { return nil }
    return pairs.first { $0.key.text == name }
  }

  /// The text of a scalar.
  package var text: String? {
    guard case .scalar(let text) = content else { return nil }
    return text
  }
}

/// Turns marks into byte offsets; quick as long as they come in rising order.
private struct PlaceWalk {
  private let source: SourceText
  private let lines: [Int]
  private var last: (mark: YAMLPosition, offset: Int)

  init(_ bytes: [UInt8]) {
    source = SourceText(bytes)
    var lines = [source.start]
    var index = source.start
    while index < bytes.count {
      let lineBreak = source.lengthOfBreak(at: index)
      index += max(lineBreak, 1)
      if lineBreak > 0 { lines.append(index) }
    }
    self.lines = lines
    last = (YAMLPosition(line: 1, column: 1), source.start)
  }

  mutating func offset(of mark: YAMLPosition) -> Int? {
    guard mark.line >= 1, Int(mark.line) <= lines.count else { return nil }
    var column: Int32 = 1
    var index = lines[Int(mark.line) - 1]
    if last.mark.line == mark.line, last.mark <= mark {
      (column, index) = (last.mark.column, last.offset)
    }
    while column < mark.column {
      guard index < source.bytes.count, source.lengthOfBreak(at: index) == 0 else { return nil }
      index += source.lengthOfCharacter(at: index)
      column += 1
    }
    last = (mark, index)
    return index
  }
}
