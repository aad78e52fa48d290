/// What is shaped like a product key inside free text (`KeyRuns`): found and masked.
package enum KeyShape {
  /// The keys in `text`, in order; mistyped ones are none.
  package static func keys(in text: String) -> [KeyMaterial] { runs(in: text).compactMap(\.key) }

  /// Whether `text` holds something that is masked where it is shown: shaped like a key, mistyped or not,
  /// that `isPublic` does not know.
  package static func holdsKey(
    _ text: String, isPublic: (KeyMaterial) -> Bool = { _ in false }
  ) -> Bool {
    runs(in: text).contains { !($0.key.map(isPublic) ?? false) }
  }

  /// `text` with every key masked to its last five symbols, mistyped ones too, but for those that
  /// `isPublic` knows.
  package static func masked(_ text: String, isPublic: (KeyMaterial) -> Bool) -> String {
    let text = text.utf8.contains(0) ? text.replacing("\0…-", with: "…-") : text
    let found = runs(in: text).filter { !($0.key.map(isPublic) ?? false) }
    return found.isEmpty ? text : replacing(found, in: Array(text.utf8)[...])
  }

  /// `text` as plans and statements keep it, so that different texts differ there as far as they may: in
  /// place of each key `…-2YT43 (9f3)`, with `?` for what must not be told of a mistyped one, and a NUL
  /// before it, which no text of a file or a database holds. One that is kept so already stays.
  static func kept(_ text: String, isPublic: (KeyMaterial) -> Bool) -> String {
    let bytes = Array(text.utf8)
    var kept: [UInt8] = []
    var end = 0
    for run in runs(in: text) where !(run.key.map(isPublic) ?? false) {
      let check = run.key.map { KeyCheck(of: $0).text } ?? "?"
      kept += bytes[end..<run.range.lowerBound]
      kept += [0] + sign + run.tail + Array(" (\(check))".utf8)
      end = run.range.upperBound
    }
    return end == 0 ? text : String(decoding: kept + bytes[end...], as: UTF8.self)
  }

  private static let sign = Array("…-".utf8)

  /// Bytes of a text with `…-2YT43` in place of each run; `…` where it is no key's.
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
    let bytes = Array(text.utf8)
    guard bytes.count >= sign.count + 5 else { return false }
    return (0...bytes.count - sign.count - 5).contains { start in
      let tail = bytes[(start + sign.count)...].prefix(5)
      return bytes[start...].starts(with: sign)
        && (tail.allSatisfy { 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 }
          || tail.elementsEqual(KeyRuns.noTail))
    }
  }

  private static func runs(in text: String) -> [KeyRuns.Run] {
    KeySymbols.mayHoldKey(text) ? KeyRuns.find(in: Array(text.utf8)) : []
  }
}
