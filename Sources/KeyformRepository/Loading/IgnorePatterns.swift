internal import KeyformCore

/// The patterns of `.keyformignore`, in gitignore syntax: the last one that matches decides.
struct IgnorePatterns {
  private struct Pattern {
    /// One a part of a path; nil for `**`.
    let segments: [Glob?]
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
      segments: text.split(separator: "/", omittingEmptySubsequences: false).map {
        $0 == "**" ? nil : Glob(String($0))
      },
      isNegated: isNegated, foldersOnly: foldersOnly, isAnchored: isAnchored)
  }

  /// Whether the path (relative to the root) is to be left out.
  func matches(_ path: String, isFolder: Bool) -> Bool {
    guard !patterns.isEmpty else { return false }
    let segments = path.split(separator: "/").map(String.init)
    var isIgnored = false
    for pattern in patterns where isFolder || !pattern.foldersOnly {
      let subject = pattern.isAnchored ? segments[...] : segments.suffix(1)
      if Self.match(pattern.segments, Array(subject)) { isIgnored = !pattern.isNegated }
    }
    return isIgnored
  }

  /// Takes time in proportion to the product of both lengths, however many `**` there are.
  private static func match(_ pattern: [Glob?], _ path: [String]) -> Bool {
    var place = 0
    var position = 0
    /// Behind the last `**`, and the part from which to try it again.
    var retry: (place: Int, position: Int)?
    while position < path.count {
      if place < pattern.count, pattern[place] == nil {
        place += 1
        if place == pattern.count { return true }
        retry = (place, position)
      } else if place < pattern.count, pattern[place]?.matches(path[position]) == true {
        place += 1
        position += 1
      } else if let last = retry {
        place = last.place
        position = last.position + 1
        retry = (place, position)
      } else {
        return false
      }
    }
    return place == pattern.count
  }
}
