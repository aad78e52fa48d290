internal import KeyformCore
internal import KeyformSQL

/// New rows of a table, sent with COPY while more are made: the fastest way in.
final class CopyRows: SQLStatement, PendingRows {
  private let database: PostgresDatabase
  private let table: String
  private let sql: String
  private let columns: Int
  private let isCareful: Bool
  /// In COPY's text form.
  private var bytes: [UInt8] = []
  private var isOpen = false

  private static let chunk = 65_536

  init(_ database: PostgresDatabase, _ write: TableWrite, isCareful: Bool) {
    self.database = database
    self.isCareful = isCareful
    table = write.table.name
    columns = write.columns.count
    let names = write.columns.map(\.name).joined(separator: ", ")
    sql = "COPY \(table) (\(names)) FROM STDIN"
  }

  func bind(_ text: String?, at parameter: Int) {
    if var text {
      text.withUTF8 { append($0) }
    } else {
      bytes.append(contentsOf: Self.null)
    }
    end(parameter)
  }

  func bind(_ integer: Int?, at parameter: Int) {
    if let integer {
      bytes.append(contentsOf: String(integer).utf8)
    } else {
      bytes.append(contentsOf: Self.null)
    }
    end(parameter)
  }

  func bind(_ text: [UInt8], at parameter: Int) {
    text.withUnsafeBufferPointer { append($0) }
    end(parameter)
  }

  func run() throws(TargetError) {
    try database.collect(self)
    if isCareful {
      try flush()
    } else if bytes.count >= Self.chunk {
      try send()
    }
  }

  func flush() throws(TargetError) {
    if !bytes.isEmpty { try send() }
    guard isOpen else { return }
    isOpen = false
    try database.write(to: table) { connection throws(PostgresFailure) in
      try connection.endCopy()
    }
  }

  private func send() throws(TargetError) {
    let isBegun = isOpen
    try database.write(to: table) { connection throws(PostgresFailure) in
      if !isBegun { try connection.beginCopy(sql) }
      try connection.put(bytes)
    }
    isOpen = true
    bytes.removeAll(keepingCapacity: true)
  }

  private static let null = Array("\\N".utf8)

  /// Parameters come in order: after the last the row ends.
  private func end(_ parameter: Int) {
    bytes.append(parameter == columns ? UInt8(ascii: "\n") : UInt8(ascii: "\t"))
  }

  private func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard text.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\\") }) else {
      bytes.append(contentsOf: text)
      return
    }
    for byte in text {
      switch byte {
      case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
      case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
      case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
      case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
      default: bytes.append(byte)
      }
    }
  }
}
