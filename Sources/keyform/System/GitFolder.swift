/// The folder that `.git` of a checkout is, or names: what is plain text there is read without git.
struct GitFolder {
  /// Of this checkout.
  private let own: String
  /// Of all checkouts of the repository.
  private let common: String

  init(of checkout: GitCheckout) {
    let place = checkout.root + "/.git"
    var own = place
    if DiskFile.isFile(place), let line = Self.line(of: place), line.hasPrefix("gitdir: ") {
      own = Self.path(String(line.dropFirst(8)), from: checkout.root)
    }
    self.own = own
    common = Self.line(of: own + "/commondir").map { Self.path($0, from: own) } ?? own
  }

  private static func path(_ text: String, from folder: String) -> String {
    text.hasPrefix("/") ? text : folder + "/" + text
  }

  private static func line(of path: String) -> String? {
    guard DiskFile.isFile(path), let bytes = try? DiskFile.read(path, first: 65_536) else {
      return nil
    }
    return bytes.split(separator: 10).first.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The commits where a shallow clone begins; empty for a whole one.
  var shallowCommits: Set<String> {
    let path = common + "/shallow"
    guard DiskFile.isFile(path), let bytes = try? DiskFile.read(path) else { return [] }
    return Set(bytes.split(separator: 10).map { String(decoding: $0, as: UTF8.self) })
  }

  /// Whether the index may have an entry whose path ends so. It is not taken apart: forms that do
  /// not write paths out may have any.
  func mayList(_ name: String) -> Bool {
    let path = own + "/index"
    guard DiskFile.exists(path) else { return false }
    guard let index = try? DiskFile.read(path), index.count > 8 else { return true }
    let compressesPaths = index[7] > 3
    // A split index has its entries in another file, a sparse one has folders in place of files.
    return compressesPaths || Self.holds(index, Array("link".utf8))
      || Self.holds(index, Array("sdir".utf8)) || Self.holds(index, Array(name.utf8))
  }

  private static func holds(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    guard let first = part.first else { return true }
    var rest = bytes[...]
    while let start = rest.firstIndex(of: first) {
      if bytes[start...].starts(with: part) { return true }
      rest = bytes[(start + 1)...]
    }
    return false
  }

  /// The repository's settings; empty where they cannot be read.
  var settings: GitSettings {
    let path = common + "/config"
    guard DiskFile.isFile(path), let bytes = try? DiskFile.read(path) else {
      return GitSettings("")
    }
    return GitSettings(String(decoding: bytes, as: UTF8.self))
  }
}

/// Settings as git writes them into a file. Of other files that they include nothing is known.
struct GitSettings {
  /// The last URL of `origin`, as it is written.
  private(set) var origin: String?
  /// Whether further settings come from another file.
  private(set) var includesOthers = false

  init(_ text: String) {
    var section = ""
    var rest = ""
    for line in text.split(whereSeparator: \.isNewline) {
      let whole = rest + line
      rest = ""
      // A backslash at the end: the line goes on.
      if whole.hasSuffix("\\"), !whole.hasSuffix("\\\\") {
        rest = String(whole.dropLast())
        continue
      }
      let trimmed = whole.drop { $0 == " " || $0 == "\t" }
      if trimmed.hasPrefix("[") {
        section = Self.section(trimmed)
        let word = section.lowercased()
        if word.hasPrefix("include") { includesOthers = true }
        continue
      }
      guard section == "remote.origin" else { continue }
      let parts = trimmed.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, Self.trimmed(parts[0]).lowercased() == "url" else { continue }
      let value = Self.value(parts[1])
      if !value.isEmpty { origin = value }
    }
  }

  /// `[remote "origin"]` as `remote.origin`: the first word in any case, the second as it is.
  private static func section(_ line: Substring) -> String {
    let inside = line.dropFirst().prefix { $0 != "]" }
    let parts = inside.split(separator: "\"", omittingEmptySubsequences: false)
    let name = trimmed(parts.first ?? "").lowercased()
    return parts.count > 1 ? "\(name).\(parts[1])" : name
  }

  /// Without quotes and comment.
  private static func value(_ text: Substring) -> String {
    var value = ""
    var isQuoted = false
    var isEscaped = false
    for character in trimmed(text) {
      if isEscaped {
        value.append(character)
        isEscaped = false
        continue
      }
      switch character {
      case "\\": isEscaped = true
      case "\"": isQuoted.toggle()
      case "#" where !isQuoted, ";" where !isQuoted: return String(trimmed(value[...]))
      default: value.append(character)
      }
    }
    return value
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
    return text
  }
}
