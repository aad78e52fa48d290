package import KeyformCore

/// Whether the sources of secrets are opened.
package enum SecretSources: Sendable {
  /// By variables of the environment and files. What waits for standard input asks `isCancelled`.
  case open(
    _ environment: @Sendable (String) -> String?, isCancelled: @Sendable () -> Bool = { false })
  /// Nobody asked for them, or they may not be opened.
  case closed
}

/// Reads secrets where they are kept: the environment, files, lines of files. Each file once.
///
/// Values never leave as text: what comes out is a `SecretReading`. A text that is no key may be
/// another secret of the machine, which whoever wrote the path is after: of a variable, and of a
/// file that does not lie in the repository, nothing of it is told.
package struct SecretStore: Sendable {
  private enum File: Sendable {
    case readings([Exact<String>: String], whole: Whole, isInside: Bool)
    case missing(String)
  }

  /// The one file that need be none.
  private static let standardInput = "/dev/stdin"

  /// A text that is a key as a whole.
  private enum Whole: Sendable {
    /// Its first line that is not blank; empty where there is none.
    case line(String)
    /// More than one line is a key: which one is meant cannot be told.
    case several
  }

  private let isOpen: Bool
  private let environment: @Sendable (String) -> String?
  private let files: [Exact<String>: File]

  /// Reads the files that `references` name, as long as `sources` are open; paths are relative to
  /// `root`, whose `access` says what lies inside.
  package init(
    root: String, _ access: FileAccess, references: some Sequence<SecretReference>,
    from sources: SecretSources
  ) {
    guard case .open(let environment, let isCancelled) = sources, !access.isUntrusted else {
      isOpen = false
      environment = { _ in nil }
      files = [:]
      return
    }
    isOpen = true
    self.environment = environment
    var files: [Exact<String>: File] = [:]
    var last = ""
    for reference in references {
      let path: String
      switch reference {
      case .environment: continue
      case .file(let file), .entry(let file, _): path = file
      }
      // Thousands of keys name one file after the other.
      if path.isExactly(last) { continue }
      last = path
      let name = Exact(path)
      guard files[name] == nil else { continue }
      files[name] = Self.open(path.hasPrefix("/") ? path : root + "/" + path, access, isCancelled)
    }
    self.files = files
  }

  private static func open(
    _ path: String, _ access: FileAccess, _ isCancelled: @escaping @Sendable () -> Bool
  ) -> File {
    let limit = RepositoryLoader.maximumFileSize
    let isInput = path == standardInput
    let content =
      isInput
      ? FileSystem.readInput(limit: limit, isCancelled: isCancelled)
      : FileSystem.read(path, limit: limit)
    switch content {
    case .failure(let failure): return .missing(failure.reason)
    case .success(let bytes)
    where bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]):
      return .missing("the file is UTF-16: save it as UTF-8")
    case .success(let bytes):
      // Windows editors write a byte order mark.
      let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
      return .readings(lines(text), whole: whole(text), isInside: isInput || access.isInside(path))
    }
  }

  /// NAME=VALUE lines; `#` begins a comment, `export` and quotes are understood.
  private static func lines(_ bytes: [UInt8]) -> [Exact<String>: String] {
    var values: [Exact<String>: String] = [:]
    values.reserveCapacity(bytes.count / 40)
    bytes.withUnsafeBufferPointer { bytes in
      var rest = bytes[...]
      while let line = nextLine(&rest) { add(line, to: &values) }
    }
    return values
  }

  /// Takes a line off, without its end. One at a time: a list of all would be larger than the text.
  private static func nextLine(
    _ rest: inout Slice<UnsafeBufferPointer<UInt8>>
  ) -> Slice<UnsafeBufferPointer<UInt8>>? {
    guard !rest.isEmpty else { return nil }
    var end = rest.startIndex
    while end < rest.endIndex, rest[end] != 10, rest[end] != 13 { end += 1 }
    defer { rest = rest[min(end + 1, rest.endIndex)...] }
    return rest[..<end]
  }

  private static func add(
    _ line: Slice<UnsafeBufferPointer<UInt8>>, to values: inout [Exact<String>: String]
  ) {
    var line = trimmed(line)
    guard let first = line.first, first != UInt8(ascii: "#") else { return }
    if first == UInt8(ascii: "e"),
      line.starts(with: "export ".utf8) || line.starts(with: "export\t".utf8)
    {
      line = trimmed(line.dropFirst(7))
    }
    guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { return }
    let name = String(decoding: trimmed(line[..<equals]), as: UTF8.self)
    let value = unquoted(trimmed(line[(equals + 1)...]))
    values[Exact(name)] = String(decoding: value, as: UTF8.self)
  }

  /// Without quotes, and without a comment behind the value.
  private static func unquoted(
    _ value: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Slice<UnsafeBufferPointer<UInt8>> {
    guard let first = value.first else { return value }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      let inside = value.dropFirst()
      return inside.firstIndex(of: first).map { inside[..<$0] } ?? value
    }
    if first == UInt8(ascii: "#") { return value.prefix(0) }
    guard
      let mark = value.indices.dropFirst().first(where: {
        value[$0] == UInt8(ascii: "#") && (value[$0 - 1] == 0x20 || value[$0 - 1] == 0x09)
      })
    else { return value }
    return trimmed(value[..<mark])
  }

  private static func whole(_ bytes: [UInt8]) -> Whole {
    bytes.withUnsafeBufferPointer { bytes in
      var first = ""
      var rest = bytes[...]
      while let line = nextLine(&rest) {
        let text = String(decoding: trimmed(line), as: UTF8.self)
        if text.isEmpty { continue }
        if first.isEmpty {
          first = text
          // A file of NAME=VALUE lines is read as a whole as well; one key in it is enough to see.
          if KeyReading(first).key == nil { return .line(first) }
        } else if KeyReading(text).key != nil {
          return .several
        }
      }
      return .line(first)
    }
  }

  private static func trimmed(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Slice<UnsafeBufferPointer<UInt8>> {
    var start = bytes.startIndex
    var end = bytes.endIndex
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return bytes[start..<end]
  }

  /// What became of the secret. Reasons name variable, file and line, never a value.
  package func read(_ reference: SecretReference) -> SecretReading {
    guard isOpen else { return .notOpened }
    switch reference {
    case .environment(let name):
      guard let text = environment(name) else {
        return .unreadable("environment variable \(name) is not set")
      }
      // What a forge makes of a secret that it does not have.
      if text.isEmpty { return .unreadable("environment variable \(name) is set and empty") }
      // Set from a file, a variable often keeps the end of the line.
      switch Self.whole(Array(text.utf8)) {
      case .line(""): return .unreadable("environment variable \(name) is blank")
      case .line(let line): return reading(line, isInside: false)
      case .several: return .unreadable("environment variable \(name) holds more than one key")
      }
    case .file(let path):
      switch files[Exact(path)] {
      case .readings(_, .line(""), _): return .unreadable("file \(path) is empty")
      case .readings(_, .line(let line), let isInside): return reading(line, isInside: isInside)
      case .readings(_, .several, _): return .unreadable("file \(path) holds more than one key")
      case .missing(let reason): return .unreadable("file \(path): \(reason)")
      case nil: return .unreadable("file \(path) was not read")
      }
    case .entry(let path, let name):
      switch files[Exact(path)] {
      case .readings(let values, _, let isInside):
        guard let text = values[Exact(name)], !text.isEmpty else {
          return .unreadable("file \(path) has no line \(name)=…")
        }
        return reading(text, isInside: isInside)
      case .missing(let reason): return .unreadable("file \(path): \(reason)")
      case nil: return .unreadable("file \(path) was not read")
      }
    }
  }

  private func reading(_ text: String, isInside: Bool) -> SecretReading {
    switch KeyReading(text) {
    case .key(let key): .read(key)
    case .flawed(let flaw): .flawed(isInside ? flaw : flaw.untold)
    }
  }
}
