package import KeyformCore

/// Masks by pattern what is shaped like a product key in any text that is shown, but for the keys
/// that the caller knows to be public (contract section 3).
///
/// Wider than `KeyShape`, which decides a finding: here a word too much costs little, a mistyped
/// key in an excerpt gives a secret away. So blanks, typographic dashes, missing dashes, a missing
/// group and a few wrong symbols are masked too.
package struct Masking: Sendable {
  private let isPublicKey: @Sendable (KeyMaterial) -> Bool

  package init(isPublicKey: @escaping @Sendable (KeyMaterial) -> Bool) {
    self.isPublicKey = isPublicKey
  }

  /// Whether the key may be shown in full.
  package func isPublic(_ key: KeyMaterial) -> Bool { isPublicKey(key) }

  /// `text` with the last five symbols, `…-2YT43`, in place of each secret.
  package func masked(_ text: String) -> String {
    guard KeyRuns.mayOccur(in: text) else { return text }
    let bytes = Array(text.utf8)
    let runs = secretRuns(in: bytes)
    return runs.isEmpty ? text : Self.replacing(runs, in: bytes[...])
  }

  /// The text before and from a byte offset, masked, passwords of URLs too; an offset inside a
  /// secret moves to its start.
  func masked(_ text: String, splitAt offset: Int) -> (before: String, after: String) {
    let bytes = Array(text.utf8)
    let runs = hidden(in: bytes)
    let inside = runs.first { $0.range.lowerBound < offset && offset < $0.range.upperBound }
    let split = min(max(inside?.range.lowerBound ?? offset, 0), bytes.count)
    return (
      Self.replacing(runs.filter { $0.range.upperBound <= split }, in: bytes[..<split]),
      Self.replacing(runs.filter { $0.range.lowerBound >= split }, in: bytes[split...])
    )
  }

  /// A field's value with its texts masked.
  func masked(_ value: FieldValue) -> FieldValue {
    switch value {
    case .text(let text): KeyRuns.mayOccur(in: text) ? .text(masked(text)) : value
    case .list(let items):
      items.contains(where: KeyRuns.mayOccur) ? .list(items.map(masked)) : value
    case .none, .count, .flag: value
    }
  }

  /// Keys, and passwords that no key is part of.
  private func hidden(in bytes: [UInt8]) -> [KeyRuns.Run] {
    let passwords = URLPasswords.find(in: bytes).map { KeyRuns.Run(range: $0, tail: [], key: nil) }
    let keys = secretRuns(in: bytes).filter { key in
      !passwords.contains { $0.range.overlaps(key.range) }
    }
    return (keys + passwords).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func secretRuns(in bytes: [UInt8]) -> [KeyRuns.Run] {
    KeyRuns.find(in: bytes).filter { !($0.key.map(isPublicKey) ?? false) }
  }

  private static func replacing(_ runs: [KeyRuns.Run], in bytes: ArraySlice<UInt8>) -> String {
    var masked: [UInt8] = []
    var end = bytes.startIndex
    for run in runs {
      masked.append(contentsOf: bytes[end..<run.range.lowerBound])
      masked.append(contentsOf: (run.tail.isEmpty ? "…" : "…-").utf8)
      masked.append(contentsOf: run.tail)
      end = run.range.upperBound
    }
    masked.append(contentsOf: bytes[end...])
    return String(decoding: masked, as: UTF8.self)
  }
}
