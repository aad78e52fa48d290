internal import KeyformCore

/// The columns of an entity's line in a plan: what people know it by. `FieldTables` names the
/// fields. Cells are data, so that measuring 150,000 lines builds no text.
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

extension Entity {
  /// Always three.
  func columns(_ masking: Masking) -> (ColumnCell, ColumnCell, ColumnCell) {
    switch self {
    case .key(let entry):
      let key = entry.value
      return (
        .text(key.keyKind?.rawValue ?? ""), .products(key.products), key.valueCell(masking)
      )
    case .deployment(let entry):
      let deployment = entry.value
      let os = deployment.os?.text ?? ""
      return (
        deployment.release.map { .pair(os, $0) } ?? .text(os),
        .architectures(deployment.architectures),
        deployment.machines.map { .machines($0) } ?? .empty
      )
    case .binding(let entry):
      let binding = entry.value
      return (.text(binding.deployment), .keys([binding.key]), .use(binding.use))
    case .host(let entry):
      let host = entry.value
      return (.text(host.fqdn), .keys(host.hostKeys), .text(host.os?.text ?? ""))
    case .directory(let entry):
      return (.text(entry.value.forest), .keys(entry.value.hostKeys), .empty)
    }
  }
}

extension ProductKey {
  fileprivate func valueCell(_ masking: Masking) -> ColumnCell {
    if publicValue == nil, let identity { return .identity(identity) }
    return shownValue(masking).map { .text($0) } ?? .empty
  }
}
