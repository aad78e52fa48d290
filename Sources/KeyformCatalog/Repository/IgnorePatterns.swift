/// The patterns of `.keyformignore`, in gitignore syntax: the last one that matches decides.
struct IgnorePatterns {
  private struct Pattern {
    let segments: [String]
    let isNegated: Bool
    let foldersOnly: Bool
    /// A slash inside ties the pattern to the root.
    let isAnchored: Bool
  }

  private let patterns: [Pattern]

  init(_ text: String = "") {
    patterns = text.split(whereSeparator: \.isNewline).compactMap { Self.pattern(String($0)) }
  }

  private static func pattern(_ line: String) -> Pattern? {
    var text = line
    while text.hasSuffix(" ") && !text.hasSuffix("\\ ") { text.removeLast() }
    guard !text.isEmpty, !text.hasPrefix("#") else { return nil }
    let isNegated = text.hasPrefix("!")
    if isNegated { text.removeFirst() }
    let foldersOnly = text.hasSuffix("/")
    if foldersOnly { text.removeLast() }
    let isAnchored = text.contains("/")
    if text.hasPrefix("/") { text.removeFirst() }
    guard !text.isEmpty else { return nil }
    return Pattern(
      segments: text.split(separator: "/", omittingEmptySubsequences: false).map(String.init),
      isNegated: isNegated, foldersOnly: foldersOnly, isAnchored: isAnchored)
  }

  /// Whether the path (relative to the root) is to be left out.
  func matches(_ path: String, isFolder: Bool) -> Bool {
    guard !patterns.isEmpty else { return false }
    let segments = path.split(separator: "/").map(String.init)
    var isIgnored = false
    for pattern in patterns where isFolder || !pattern.foldersOnly {
      let subject = pattern.isAnchored ? segments[...] : segments.suffix(1)
      if Self.match(pattern.segments[...], subject) { isIgnored = !pattern.isNegated }
    }
    return isIgnored
  }

  private static func match(_ pattern: ArraySlice<String>, _ path: ArraySlice<String>) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    if first == "**" {
      if pattern.count == 1 { return !path.isEmpty }
      return (path.startIndex...path.endIndex).contains {
        match(pattern.dropFirst(), path[$0...])
      }
    }
    guard let name = path.first, glob(Array(first.utf8)[...], Array(name.utf8)[...]) else {
      return false
    }
    return match(pattern.dropFirst(), path.dropFirst())
  }

  /// `*`, `?`, `[a-z]`, `[!a]` and `\` within one name.
  static func glob(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    let rest = pattern.dropFirst()
    switch first {
    case UInt8(ascii: "*"):
      return (name.startIndex...name.endIndex).contains { glob(rest, name[$0...]) }
    case UInt8(ascii: "?"):
      return !name.isEmpty && glob(rest, name.dropFirst())
    case UInt8(ascii: "["):
      guard let close = rest.dropFirst().firstIndex(of: UInt8(ascii: "]")),
        let byte = name.first
      else { return false }
      var set = rest[..<close]
      let isNegated = set.first == UInt8(ascii: "!") || set.first == UInt8(ascii: "^")
      if isNegated { set = set.dropFirst() }
      return holds(set, byte) != isNegated
        && glob(pattern[(close + 1)...], name.dropFirst())
    case UInt8(ascii: "\\"):
      guard let literal = rest.first else { return false }
      return name.first == literal && glob(rest.dropFirst(), name.dropFirst())
    default:
      return name.first == first && glob(rest, name.dropFirst())
    }
  }

  private static func holds(_ set: ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    var index = set.startIndex
    while index < set.endIndex {
      if index + 2 < set.endIndex, set[index + 1] == UInt8(ascii: "-") {
        if set[index] <= byte && byte <= set[index + 2] { return true }
        index += 3
      } else {
        if set[index] == byte { return true }
        index += 1
      }
    }
    return false
  }
}
