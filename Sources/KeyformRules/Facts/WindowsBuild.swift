/// A build of Windows as people write it: `10.0.19044.2905`, `19044.2905` or `19044`.
struct WindowsBuild: Hashable, Sendable {
  /// Such as 19044.
  let number: Int
  /// Such as 2905; nil where it is not told.
  let revision: Int?

  /// Nil where the text is no build.
  init?(_ text: String) {
    var parts: [Int] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      guard let number = Int(part), number >= 0 else { return nil }
      parts.append(number)
    }
    // The version before it: 10.0, 6.3.
    if parts.count > 2 { parts.removeFirst(2) }
    guard let number = parts.first, number >= 1_000, parts.count <= 2 else { return nil }
    self.number = number
    revision = parts.count == 2 ? parts[1] : nil
  }

  /// Whether it comes before `other`; nil where the revisions decide and one is not told.
  func isBefore(_ other: WindowsBuild) -> Bool? {
    if number != other.number { return number < other.number }
    guard let needed = other.revision else { return false }
    return revision.map { $0 < needed }
  }
}
