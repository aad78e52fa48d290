package import KeyformCore

/// Reads secrets where they are kept: the environment, files, lines of files. Each file once.
///
/// Values never leave as text: what comes out is a `SecretReading`.
package struct SecretStore: Sendable {
  private enum File: Sendable {
    case readings([String: String], whole: String)
    case missing(String)
  }

  private let environment: @Sendable (String) -> String?
  private let files: [String: File]

  /// Reads the files that `references` name; paths are relative to `root`.
  package init(
    root: String, references: some Sequence<SecretReference>,
    environment: @escaping @Sendable (String) -> String?
  ) {
    self.environment = environment
    var files: [String: File] = [:]
    var last = ""
    for reference in references {
      let path: String
      switch reference {
      case .environment: continue
      case .file(let file), .entry(let file, _): path = file
      }
      // Thousands of keys name one file after the other.
      if path == last { continue }
      last = path
      guard files[path] == nil else { continue }
      files[path] = Self.open(path.hasPrefix("/") ? path : root + "/" + path)
    }
    self.files = files
  }

  private static func open(_ path: String) -> File {
    switch FileSystem.read(path, limit: RepositoryLoader.maximumFileSize) {
    case .failure(let failure): return .missing(failure.reason)
    case .success(let bytes) where bytes.count > RepositoryLoader.maximumFileSize:
      return .missing("the file is larger than 16 MiB")
    case .success(let bytes): return .readings(lines(bytes), whole: firstLine(bytes))
    }
  }

  /// NAME=VALUE lines; `#` begins a comment, `export` and quotes are understood.
  private static func lines(_ bytes: [UInt8]) -> [String: String] {
    var values: [String: String] = [:]
    values.reserveCapacity(bytes.count / 40)
    for line in bytes.split(whereSeparator: { $0 == 10 || $0 == 13 }) {
      var line = trimmed(line)
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      if line.starts(with: "export ".utf8) { line = trimmed(line.dropFirst(7)) }
      guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let name = String(decoding: trimmed(line[..<equals]), as: UTF8.self)
      var value = trimmed(line[(equals + 1)...])
      if value.count >= 2, value.first == value.last,
        value.first == UInt8(ascii: "\"") || value.first == UInt8(ascii: "'")
      {
        value = value.dropFirst().dropLast()
      }
      values[name] = String(decoding: value, as: UTF8.self)
    }
    return values
  }

  private static func firstLine(_ bytes: [UInt8]) -> String {
    String(decoding: trimmed(bytes.prefix { $0 != 10 && $0 != 13 }), as: UTF8.self)
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    var bytes = bytes.drop(while: isBlank)
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    return bytes
  }

  /// What became of the secret. Reasons name variable, file and line, never a value.
  package func read(_ reference: SecretReference) -> SecretReading {
    switch reference {
    case .environment(let name):
      guard let text = environment(name), !text.isEmpty else {
        return .unreadable("environment variable \(name) is not set")
      }
      return reading(text)
    case .file(let path):
      switch files[path] {
      case .readings(_, let whole) where !whole.isEmpty: return reading(whole)
      case .readings: return .unreadable("file \(path) is empty")
      case .missing(let reason): return .unreadable("file \(path): \(reason)")
      case nil: return .unreadable("file \(path) was not read")
      }
    case .entry(let path, let name):
      switch files[path] {
      case .readings(let values, _):
        guard let text = values[name], !text.isEmpty else {
          return .unreadable("file \(path) has no line \(name)=…")
        }
        return reading(text)
      case .missing(let reason): return .unreadable("file \(path): \(reason)")
      case nil: return .unreadable("file \(path) was not read")
      }
    }
  }

  private func reading(_ text: String) -> SecretReading {
    switch KeyReading(text) {
    case .key(let key): .read(key)
    case .flawed(let flaw): .flawed(flaw)
    }
  }
}
