internal import CLibSQLite
internal import KeyformCore

/// A file system for SQLite in which there are no files and the day never changes. `date('now')`
/// is the day that calendar rules take for today.
final class NullVFS {
  /// What a connection names it by: unique among those that live.
  let name: String
  private let table: UnsafeMutablePointer<sqlite3_vfs>
  private let today: UnsafeMutablePointer<Int64>
  private let text: UnsafeMutablePointer<CChar>

  /// Milliseconds since noon of 24 November 4714 BC, where SQLite counts from, to 1970.
  private static let epoch: Int64 = 210_866_760_000_000
  private static let day: Int64 = 86_400_000

  init(today date: CalendarDate) {
    today = .allocate(capacity: 1)
    today.initialize(to: Self.epoch + Int64(date.days) * Self.day)
    table = .allocate(capacity: 1)
    name = "keyform-\(UInt(bitPattern: table))"
    let bytes = Array(name.utf8CString)
    text = .allocate(capacity: bytes.count)
    text.initialize(from: bytes, count: bytes.count)
    table.initialize(to: Self.methods)
    table.pointee.zName = UnsafePointer(text)
    table.pointee.pAppData = UnsafeMutableRawPointer(today)
    sqlite3_vfs_register(table, 0)
  }

  deinit {
    sqlite3_vfs_unregister(table)
    table.deallocate()
    today.deallocate()
    text.deallocate()
  }

  private static var methods: sqlite3_vfs {
    var methods = sqlite3_vfs()
    // Of this version SQLite asks for the time as an integer alone.
    methods.iVersion = 2
    methods.szOsFile = Int32(MemoryLayout<sqlite3_file>.size)
    methods.mxPathname = 64
    methods.xOpen = { _, _, _, _, _ in SQLITE_CANTOPEN }
    methods.xDelete = { _, _, _ in SQLITE_IOERR }
    methods.xAccess = { _, _, _, result in
      result?.pointee = 0
      return SQLITE_OK
    }
    methods.xFullPathname = { _, _, _, _ in SQLITE_CANTOPEN }
    methods.xDlOpen = { _, _ in nil }
    methods.xRandomness = { _, _, _ in 0 }
    methods.xSleep = { _, _ in 0 }
    methods.xGetLastError = { _, _, _ in 0 }
    methods.xCurrentTimeInt64 = { table, result in
      guard let today = table?.pointee.pAppData?.assumingMemoryBound(to: Int64.self) else {
        return SQLITE_ERROR
      }
      result?.pointee = today.pointee
      return SQLITE_OK
    }
    return methods
  }
}
