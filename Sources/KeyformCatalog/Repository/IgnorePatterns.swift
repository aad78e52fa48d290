internal import KeyformCore

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
    guard let name = path.first, Glob(first).matches(name) else { return false }
    return match(pattern.dropFirst(), path.dropFirst())
  }
}
