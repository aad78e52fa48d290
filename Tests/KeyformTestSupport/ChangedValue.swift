package import KeyformCore

/// What people do to the value of a secret key's row, and what a plan has to make of it. Every one
/// is a change that brings the value back, and no damage.
package struct ChangedValue: Sendable, CustomStringConvertible {
  package let statement: String
  /// The identity that the plan starts from; nil: none is known.
  package let before: KeyIdentity?

  package var description: String { statement }

  private static let other = SampleKeys.secret(99)

  package static var all: [ChangedValue] {
    let value = other.withCanonicalBytes { String(decoding: $0, as: UTF8.self) }
    let identity = KeyIdentity(of: other)
    let own = SampleInventory.secret
    return [
      ChangedValue(statement: "value = NULL", before: nil),
      ChangedValue(statement: "value = NULL, tail = NULL, check_value = NULL", before: nil),
      ChangedValue(statement: "value = '\(value)'", before: identity),
      ChangedValue(statement: "value = '\(value)', tail = '\(identity.tail)'", before: identity),
      ChangedValue(
        statement:
          "value = '\(value)', tail = '\(identity.tail)', check_value = '\(identity.check)'",
        before: identity),
      ChangedValue(
        statement: "tail = '\(identity.tail)'",
        before: KeyIdentity(tail: identity.tail, check: KeyCheck(of: own))),
    ]
  }

  /// Plans and applies after the statement; gives what was planned.
  package func repaired(in session: TargetSession) throws -> (Change?, KeyMaterial?) {
    let stored = try session.read()
    let changes = Difference.changes(from: stored, to: SampleInventory.full)
    let planned = changes.count == 1 ? changes[0] : nil
    try session.apply(SampleInventory.full)
    let after = try session.read()
    let left = Difference.changes(from: after, to: SampleInventory.full)
    guard left.isEmpty, let index = after.inventory.keys.index(of: "mak") else {
      return (planned, nil)
    }
    return (planned, after.materials[index])
  }
}
