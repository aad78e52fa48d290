/// A build of Windows as `winver` shows it, `26100.1742`, or as systems report it,
/// `10.0.26100.1742`.
package struct BuildNumber: Hashable, Sendable, CustomStringConvertible {
  /// That of the release, such as 26100.
  package let release: Int
  /// That of the update; nil where only the release is named.
  package let update: Int?

  /// Nil where the text is no build.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    var numbers = parts.compactMap { part in
      part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
    }
    guard numbers.count == parts.count else { return nil }
    if numbers.count > 2 {
      // The version before it: 6.3, 10.0.
      guard numbers[0] < 100 else { return nil }
      numbers.removeFirst(2)
    }
    // Builds have four digits at least.
    guard let release = numbers.first, release >= 1_000, numbers.count <= 2 else { return nil }
    self.release = release
    update = numbers.count == 2 ? numbers[1] : nil
  }

  package var description: String { update.map { "\(release).\($0)" } ?? "\(release)" }

  /// Whether it comes before `other`; nil where the updates decide and this one names none.
  package func isBefore(_ other: BuildNumber) -> Bool? {
    if release != other.release { return release < other.release }
    guard let needed = other.update else { return false }
    return update.map { $0 < needed }
  }
}
