/// A product and edition, such as `windows-11/enterprise`: slugs of the catalogue.
///
/// A release stands behind an `@` where keys differ by it (`windows-server-sac/standard@1803`).
/// Equality and order go by the text alone; `slot` is a short cut into the catalogue that made it.
package struct ProductID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The canonical text, or what was written where the catalogue does not know it.
  package let text: String
  /// Index of the edition's facts in the catalogue; -1 where it is unknown or has no edition.
  package let slot: Int32

  package init(_ text: String, slot: Int32 = -1) {
    self.text = text
    self.slot = slot
  }

  /// The part before the slash.
  package var product: String { String(text.prefix { $0 != "/" && $0 != "@" }) }

  /// The part between the slash and the `@`; nil where only a product is named.
  package var edition: String? {
    guard let slash = text.firstIndex(of: "/") else { return nil }
    return String(text[text.index(after: slash)...].prefix { $0 != "@" })
  }

  /// The part after the `@`.
  package var release: String? {
    // Bytes, not characters: this is asked once an entry.
    text.utf8.firstIndex(of: UInt8(ascii: "@")).map { String(text[text.utf8.index(after: $0)...]) }
  }

  package var description: String { text }

  package static func == (left: ProductID, right: ProductID) -> Bool {
    left.text.isExactly(right.text)
  }
  package static func < (left: ProductID, right: ProductID) -> Bool { left.text < right.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
