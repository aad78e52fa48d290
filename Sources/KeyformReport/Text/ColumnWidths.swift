internal import KeyformCore

/// How wide the columns of a plan are: each kind has its own, found in a first pass.
struct ColumnWidths: Sendable {
  /// A longer text runs over instead of pushing every other line to the right.
  private static let cap = 46

  private(set) var address = 0
  private(set) var cells = [Int](repeating: 0, count: EntityKind.allCases.count * 3)

  init() {}

  init(_ changes: [Change], _ masking: Masking) {
    for part in OrderedBlocks.map(changes, { Self.of($0, masking) }) { widen(by: part) }
  }

  /// Widths of the three columns of the kind.
  func of(_ kind: EntityKind) -> (Int, Int, Int) {
    let first = Self.first(kind)
    return (cells[first], cells[first + 1], cells[first + 2])
  }

  private static func of(_ changes: ArraySlice<Change>, _ masking: Masking) -> ColumnWidths {
    var widths = ColumnWidths()
    for change in changes {
      guard let entity = change.shown else { continue }
      let columns = entity.kind.reported.columns(of: entity, masking)
      let first = first(entity.kind)
      let name = entity.kind.rawValue.utf8.count + 1 + entity.name.utf8.count
      widths.address = wider(widths.address, name)
      widths.cells[first] = wider(widths.cells[first], columns.0.width(masking))
      widths.cells[first + 1] = wider(widths.cells[first + 1], columns.1.width(masking))
      widths.cells[first + 2] = wider(widths.cells[first + 2], columns.2.width(masking))
    }
    return widths
  }

  private mutating func widen(by other: ColumnWidths) {
    address = max(address, other.address)
    for index in cells.indices { cells[index] = max(cells[index], other.cells[index]) }
  }

  private static func wider(_ width: Int, _ text: Int) -> Int {
    text > cap ? max(width, 1) : max(width, text)
  }

  private static func first(_ kind: EntityKind) -> Int { kind.rank * 3 }
}

extension Change {
  /// The entity that the change's line describes: as it shall be, or as it was.
  var shown: Entity? { after ?? before }
}

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
