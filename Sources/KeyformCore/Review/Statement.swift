/// What a plan does, and nothing of how it came about: the same content is the same statement, whatever
/// commit, day, tool or role the plan was made with.
package struct Statement: Hashable, Sendable {
  /// The target's own id; nil where it had no tables when the plan was made.
  package let targetID: String?
  package let project: String
  /// By kind and name.
  package let changes: [StatedChange]

  package init(targetID: String?, project: String, changes: [StatedChange]) {
    self.targetID = targetID
    self.project = project
    self.changes = changes
  }

  /// Whether both speak of the same rows.
  package func isOfTarget(of other: Statement) -> Bool {
    targetID == other.targetID && project == other.project
  }
}

/// The SHA-256 of a statement's text: what an approval of it names.
package struct ReviewID: Hashable, Sendable, CustomStringConvertible {
  /// 64 lower-case hex digits.
  package let hex: String

  package init(_ digest: ContentDigest) { hex = digest.hex() }

  /// Reads `sha256:…`; nil for anything else.
  package init?(_ text: String) {
    guard text.hasPrefix(Self.prefix) else { return nil }
    let hex = text.dropFirst(Self.prefix.count)
    guard hex.utf8.count == 64,
      hex.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    self.hex = String(hex)
  }

  package static let prefix = "sha256:"

  package var description: String { Self.prefix + hex }
}
