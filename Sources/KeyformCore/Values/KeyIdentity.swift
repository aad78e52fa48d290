/// What may be said about a secret key: tail and check value, nothing else.
///
/// The identity of a value in git, plans, journal and reports, written `…-2YT43 (9f3)`.
package struct KeyIdentity: Hashable, Sendable, CustomStringConvertible {
  package let tail: KeyTail
  package let check: KeyCheck

  package init(tail: KeyTail, check: KeyCheck) {
    self.tail = tail
    self.check = check
  }

  package init(of key: KeyMaterial) {
    self.init(tail: key.tail, check: KeyCheck(of: key))
  }

  package var description: String { "…-\(tail.text) (\(check.text))" }
}
