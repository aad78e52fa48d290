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
