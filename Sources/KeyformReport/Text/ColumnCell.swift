internal import KeyformCore

/// The columns of an entity's line in a plan: what people know it by. `ReportedKind` has those of
/// each kind. Cells are data, so that measuring 150,000 lines builds no text.
enum ColumnCell {
  case empty
  case text(String)
  /// Two texts with a blank between them.
  case pair(String, String)
  case products([ProductID])
  case architectures([WrittenArchitecture])
  case keys([KeyReference])
  case use(KeyUse)
  case machines(Int)
  case identity(KeyIdentity)

  /// Columns on a terminal.
  func width(_ masking: Masking) -> Int {
    switch self {
    case .empty: 0
    case .text(let text): ShownText.width(of: text, masking)
    case .pair(let first, let second):
      ShownText.width(of: first, masking) + 1 + ShownText.width(of: second, masking)
    case .products(let items): Self.width(items.lazy.map(\.text), masking)
    case .architectures(let items): Self.width(items.lazy.map(\.text), masking)
    case .keys(let items): Self.width(items.lazy.map(\.description), masking)
    case .use(let use): Self.width(use.words, masking)
    case .machines(let count): String(count).utf8.count + (count == 1 ? 8 : 9)
    case .identity: 13
    }
  }

  func add(to buffer: inout TextBuffer) {
    switch self {
    case .empty: break
    case .text(let text): buffer.add(text)
    case .pair(let first, let second):
      buffer.add(first)
      buffer.add(words: " ")
      buffer.add(second)
    case .products(let items): Self.add(items.lazy.map(\.text), to: &buffer)
    case .architectures(let items): Self.add(items.lazy.map(\.text), to: &buffer)
    case .keys(let items): Self.add(items.lazy.map(\.description), to: &buffer)
    case .use(let use): Self.add(use.words, to: &buffer)
    case .machines(let count):
      buffer.add(count)
      buffer.add(words: count == 1 ? " machine" : " machines")
    case .identity(let identity):
      buffer.add(words: "…-")
      buffer.add(identity.tail.text)
      buffer.add(words: " (")
      buffer.add(identity.check.text)
      buffer.add(words: ")")
    }
  }

  private static func width(_ items: some Collection<String>, _ masking: Masking) -> Int {
    items.reduce(0) { $0 + ShownText.width(of: $1, masking) } + 2 * max(0, items.count - 1)
  }

  private static func add(
    _ items: some Collection<String>, to buffer: inout TextBuffer
  ) {
    var isFirst = true
    for item in items {
      if !isFirst { buffer.add(words: ", ") }
      buffer.add(item)
      isFirst = false
    }
  }
}

extension ReportedKind {
  static func columns(
    of entity: Entity, _ masking: Masking
  ) -> (ColumnCell, ColumnCell, ColumnCell) {
    entity.entry(of: Self.self)?.value.columns(masking) ?? (.empty, .empty, .empty)
  }
}
