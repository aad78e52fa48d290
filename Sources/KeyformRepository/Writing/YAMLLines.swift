/// Lays nodes out in lines: parts of a value on one line where they fit, below it where not.
struct YAMLLines {
  /// As in the sources: what fits stays on its line.
  private static let width = 100

  private(set) var bytes: [UInt8] = []

  /// How the value of a field may stand.
  enum Layout {
    /// On the line of its name where it fits.
    case compact
    /// A mapping below its name, whatever its length: one field a line reads well in a diff.
    case spread
  }

  /// The name of a section.
  mutating func open(_ name: String) { line(name + ":") }

  mutating func breakLine() { bytes.append(0x0A) }

  mutating func add(_ field: YAMLNode.Field, indent: Int, layout: Layout = .compact) {
    let name = YAMLScalar.written(field.name, in: .block)
    let head = String(repeating: " ", count: indent) + name + ":"
    add(field.value, behind: head, indent: indent, layout: layout)
  }

  private mutating func add(
    _ value: YAMLNode, behind head: String, indent: Int, layout: Layout = .compact
  ) {
    switch value {
    case .word(let word): line("\(head) \(word)")
    case .text(let text): add(text, behind: head, indent: indent)
    case .list(let items):
      if let flow = value.flow, fits(head, flow) { return line("\(head) \(flow)") }
      line(head)
      let item = String(repeating: " ", count: indent + 2) + "-"
      for node in items { add(node, behind: item, indent: indent + 2) }
    case .mapping(let fields):
      if layout == .compact, let flow = value.flow, fits(head, flow) {
        return line("\(head) \(flow)")
      }
      line(head)
      for field in fields { add(field, indent: indent + 2) }
    }
  }

  private mutating func add(_ text: String, behind head: String, indent: Int) {
    guard let (mark, lines) = YAMLScalar.literal(text) else {
      return line("\(head) \(YAMLScalar.written(text, in: .block))")
    }
    line("\(head) \(mark)")
    let margin = String(repeating: " ", count: indent + 2)
    for text in lines { line(text.isEmpty ? "" : margin + text) }
  }

  private func fits(_ head: String, _ flow: String) -> Bool {
    head.unicodeScalars.count + 1 + flow.unicodeScalars.count <= Self.width
  }

  private mutating func line(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    breakLine()
  }
}
