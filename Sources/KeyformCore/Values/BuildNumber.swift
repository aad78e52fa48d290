/// A build of Windows as `winver` shows it, `26100.1742`, or as systems report it,
/// `10.0.26100.1742`. Builds of one release compare by the number of the update.
package struct BuildNumber: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// That of the release, such as 26100.
  package let release: Int
  /// That of the update; nil where only the release is named.
  package let update: Int?

  /// Nil where the text is no build.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
    }
    guard numbers.count == parts.count else { return nil }
    switch numbers.count {
    case 1, 2: self.init(numbers[0], numbers.count > 1 ? numbers[1] : nil)
    // Versions begin with 6 or 10; builds have four digits at least.
    case 3,
      4 where numbers[0] < 100:
      self.init(numbers[2], numbers.count > 3 ? numbers[3] : nil)
    default: return nil
    }
  }

  private init(_ release: Int, _ update: Int?) {
    self.release = release
    self.update = update
  }

  package var description: String { update.map { "\(release).\($0)" } ?? "\(release)" }

  package static func < (left: Self, right: Self) -> Bool {
    (left.release, left.update ?? 0) < (right.release, right.update ?? 0)
  }
}
