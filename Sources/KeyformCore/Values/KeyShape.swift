/// What is shaped like a product key inside free text (`KeyRuns`): found and masked.
package enum KeyShape {
  /// The keys in `text`, in order; mistyped ones are none.
  package static func keys(in text: String) -> [KeyMaterial] {
    runs(in: text).filter(\.isKeyShaped).compactMap(\.key)
  }

  /// Whether `text` holds something shaped like a key that `isPublic` does not know.
  package static func holdsKey(
    _ text: String, isPublic: (KeyMaterial) -> Bool = { _ in false }
  ) -> Bool {
    runs(in: text).contains { $0.isKeyShaped && !($0.key.map(isPublic) ?? false) }
  }

  /// `text` with every key masked to its last five symbols, mistyped ones too, but for those that
  /// `isPublic` knows.
  package static func masked(_ text: String, isPublic: (KeyMaterial) -> Bool) -> String {
    let found = runs(in: text).filter { !($0.key.map(isPublic) ?? false) }
    return found.isEmpty ? text : replacing(found, in: Array(text.utf8)[...])
  }

  /// Bytes of a text with `…-2YT43` in place of each run; `…` where it has no tail to show.
  package static func replacing(_ runs: [KeyRuns.Run], in bytes: ArraySlice<UInt8>) -> String {
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

  /// Whether a text holds what a masked key looks like, `…-2YT43`.
  package static func holdsMask(_ text: String) -> Bool {
    let sign = Array("…-".utf8)
    let bytes = Array(text.utf8)
    guard bytes.count >= sign.count + 5 else { return false }
    return (0...bytes.count - sign.count - 5).contains { start in
      bytes[start..<start + sign.count].elementsEqual(sign)
        && bytes[start + sign.count..<start + sign.count + 5]
          .allSatisfy { KeyAlphabet.index(of: $0) != nil }
    }
  }

  private static func runs(in text: String) -> [KeyRuns.Run] {
    KeySymbols.mayHoldKey(text) ? KeyRuns.find(in: Array(text.utf8)) : []
  }
}
