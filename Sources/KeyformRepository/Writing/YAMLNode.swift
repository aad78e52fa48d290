/// A value on its way into a file.
indirect enum YAMLNode {
  /// A word, count or day: safe as it is.
  case word(String)
  /// Any text.
  case text(String)
  case list([YAMLNode])
  case mapping([Field])

  struct Field {
    let name: String
    let value: YAMLNode
  }

  /// On one line, in brackets where it has parts; nil where a text has lines of its own.
  var flow: String? {
    switch self {
    case .word(let word): return word
    case .text(let text):
      return text.utf8.contains(0x0A) ? nil : YAMLScalar.written(text, in: .flow)
    case .list(let items): return Self.joined(items.lazy.map(\.flow)).map { "[\($0)]" }
    case .mapping(let fields):
      let parts = fields.lazy.map { field in
        field.value.flow.map { "\(YAMLScalar.written(field.name, in: .flow)): \($0)" }
      }
      return Self.joined(parts).map { "{\($0)}" }
    }
  }

  private static func joined(_ parts: some Sequence<String?>) -> String? {
    var joined = ""
    for part in parts {
      guard let part else { return nil }
      if !joined.isEmpty { joined += ", " }
      joined += part
    }
    return joined
  }
}
