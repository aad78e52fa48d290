import Glibc
import KeyformCore
import KeyformSQL
import KeyformSQLite
import KeyformTestSupport

/// A folder of its own for one test, removed with everything in it at the end.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/keyform-sqlite-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Errno(code: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    for name in names { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  struct Errno: Error { let code: Int32 }

  var names: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  var database: String { "\(path)/keyform.sqlite" }

  var target: SQLTarget {
    SQLiteTarget.open(path: database, name: "lab", url: "sqlite:keyform.sqlite", lockTimeout: 0)
  }

  var session: TargetSession { TargetSession(target) }

  /// Changes rows behind Keyform's back.
  func tamper(_ statements: String...) throws(TargetError) {
    try SQLiteTarget.engine(path: database, lockTimeout: 0).writing {
      database throws(TargetError) in
      for statement in statements { try database.execute(statement) }
    }
  }

  /// The rows of a query, columns as text.
  func query(_ sql: String, columns: Int) throws(TargetError) -> [[String?]] {
    try SQLiteTarget.engine(path: database, lockTimeout: 0)
      .reading { (database) throws(TargetError) -> [[String?]] in
        var result: [[String?]] = []
        let rows = try database.rows(sql, [])
        while try rows.next() { result.append((0..<columns).map { rows.text($0) }) }
        return result
      } ?? []
  }

  func write(_ bytes: [UInt8], mode: mode_t = 0o600) throws {
    let descriptor = Glibc.open(database, O_WRONLY | O_CREAT | O_TRUNC, mode)
    guard descriptor >= 0 else { throw Errno(code: errno) }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Errno(code: errno) }
      rest = rest.dropFirst(count)
    }
  }

  var bytes: [UInt8]? {
    guard let file = fopen(database, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer.prefix(count)
    }
  }

  var mode: mode_t? {
    var status = stat()
    return stat(database, &status) == 0 ? status.st_mode & 0o777 : nil
  }
}
