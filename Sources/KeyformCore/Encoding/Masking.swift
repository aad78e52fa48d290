/// Masks by pattern what is shaped like a product key in any text that is shown, but for the keys
/// that the caller knows to be public.
///
/// What a key in a text looks like says `KeyRuns`, for the finding and the journal as well.
package struct Masking: Sendable {
  private let isPublicKey: @Sendable (KeyMaterial) -> Bool

  package init(isPublicKey: @escaping @Sendable (KeyMaterial) -> Bool) {
    self.isPublicKey = isPublicKey
  }

  /// Masks every key, whoever published it: what is shown depends on no catalogue.
  package static let all = Masking { _ in false }

  /// Whether the key may be shown in full.
  package func isPublic(_ key: KeyMaterial) -> Bool { isPublicKey(key) }

  /// `text` with the last five symbols, `…-2YT43`, in place of each secret.
  package func masked(_ text: String) -> String {
    KeyShape.masked(text, isPublic: isPublicKey)
  }

  /// A field's text as plans and statements keep it: with the check value of each secret, `…-2YT43 (9f3)`,
  /// and apart from what only looks so (`KeyShape.kept`).
  package func kept(_ text: String) -> String { KeyShape.kept(text, isPublic: isPublicKey) }

  /// Whether a text holds what is shaped like a secret key: for decisions, not for what is shown.
  package func holdsSecret(_ text: String) -> Bool {
    KeySymbols.mayHoldKey(text) && !secretRuns(in: Array(text.utf8)).isEmpty
  }

  /// A line of a file before and from a byte offset, masked, with passwords of URLs and parts of
  /// keys that go over several lines; an offset inside a secret moves to its start.
  package func masked(_ text: String, splitAt offset: Int) -> (before: String, after: String) {
    let bytes = Array(text.utf8)
    let runs = hidden(in: bytes)
    let inside = runs.first { $0.range.lowerBound < offset && offset < $0.range.upperBound }
    let split = min(max(inside?.range.lowerBound ?? offset, 0), bytes.count)
    return (
      KeyShape.replacing(runs.filter { $0.range.upperBound <= split }, in: bytes[..<split]),
      KeyShape.replacing(runs.filter { $0.range.lowerBound >= split }, in: bytes[split...])
    )
  }

  /// Whether a secret begins or ends in a range of the text's bytes, and does not lie within it.
  package func hidesSecret(across range: Range<Int>, in text: String) -> Bool {
    guard KeySymbols.mayHoldKey(text) else { return false }
    return secretRuns(in: Array(text.utf8)).contains {
      $0.range.overlaps(range)
        && ($0.range.lowerBound < range.lowerBound || $0.range.upperBound > range.upperBound)
    }
  }

  /// Keys; passwords and parts of keys that no key is part of.
  private func hidden(in bytes: [UInt8]) -> [KeyRuns.Run] {
    let passwords =
      URLPasswords.find(in: bytes).map { KeyRuns.Run(hiding: $0) } + KeyRuns.fragments(in: bytes)
    let keys = secretRuns(in: bytes).filter { key in
      !passwords.contains { $0.range.overlaps(key.range) }
    }
    return (keys + passwords).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func secretRuns(in bytes: [UInt8]) -> [KeyRuns.Run] {
    KeyRuns.find(in: bytes).filter { !($0.key.map(isPublicKey) ?? false) }
  }
}

/// Text that people wrote, before it is kept where others read it.
package enum FreeText {
  /// Whatever is shaped like a product key is masked: no rule has to have found it first.
  package static func masked(_ text: String) -> String {
    KeyShape.masked(text) { _ in false }
  }

  /// What others claim, as the journal keeps it: masked, and nothing in it steers a terminal.
  package static func recorded(_ text: String) -> String { VisibleText.of(masked(text)) }

  package static func masked(_ value: FieldValue) -> FieldValue {
    switch value {
    case .text(let text): .text(masked(text))
    case .list(let items): .list(items.map(masked))
    case .none, .count, .flag: value
    }
  }
}
