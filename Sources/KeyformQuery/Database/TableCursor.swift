internal import CLibSQLite

/// One walk over a table. SQLite takes its address for a `sqlite3_vtab_cursor`.
struct TableCursor {
  private var base = sqlite3_vtab_cursor()
  private(set) var row = 0
  /// The row behind the last.
  private var end = 0
  /// Nil in a walk over all rows.
  private var links: RowLinks?

  /// SQLite writes it once the walk is open.
  var table: UnsafeMutablePointer<VirtualTable> {
    UnsafeMutableRawPointer(base.pVtab).assumingMemoryBound(to: VirtualTable.self)
  }

  var isAtEnd: Bool { row >= end }

  mutating func all() {
    links = nil
    row = 0
    end = table.pointee.rows
  }

  /// Rows whose column has this text, none where it is nil; SQLite looks again.
  mutating func rows(where column: Int, equals text: UnsafeBufferPointer<UInt8>?) {
    (row, end) = (0, 0)
    guard let text else { return }
    let links = table.pointee.links(of: column)
    self.links = links
    end = table.pointee.rows
    go(to: links.first(text))
  }

  mutating func next() {
    if let links { go(to: links.next[row]) } else { row += 1 }
  }

  private mutating func go(to link: Int32) { row = link < 0 ? end : Int(link) }
}
