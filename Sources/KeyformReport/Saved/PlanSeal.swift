internal import KeyformCore

/// What can be told of a saved plan before it is understood: that it is one, whole and unedited.
enum PlanSeal {
  /// `"digest":"sha256:<64 hex digits>"`, of plans of a target with a key
  /// `,"hmac":"sha256:<64 hex digits>"`, then `}` and a line break.
  private static let digest = Array("\"digest\":\"sha256:".utf8)
  private static let code = Array("\",\"hmac\":\"sha256:".utf8)
  private static let suffix = Array("\"}\n".utf8)

  /// What the last line says.
  struct Body {
    /// Where the digested bytes end.
    let end: Int
    /// As stated.
    let digest: String
    /// As stated; nil where there is none.
    let code: PlanCode?
  }

  static func body(of bytes: [UInt8]) throws(PlanReadError) -> Body {
    try checkFormat(bytes)
    let plain = digest.count + 64 + suffix.count
    guard bytes.count > plain else { throw .cutShort }
    if let body = body(of: bytes, from: bytes.count - plain) { return body }
    let coded = bytes.count - plain - code.count - 64
    if coded > 0, let body = body(of: bytes, from: coded) { return body }
    // Whether the last line is there tells a cut from an edit.
    throw holdsDigest(bytes) ? .edited : .cutShort
  }

  /// Nil where the bytes from there on are no last line of a plan.
  private static func body(of bytes: [UInt8], from end: Int) -> Body? {
    var seal = bytes[end...]
    guard seal.starts(with: digest), seal.suffix(suffix.count) == suffix[...] else { return nil }
    seal = seal.dropFirst(digest.count)
    let stated = String(decoding: seal.prefix(64), as: UTF8.self)
    seal = seal.dropFirst(64)
    if seal == suffix[...] { return Body(end: end, digest: stated, code: nil) }
    guard seal.starts(with: code) else { return nil }
    seal = seal.dropFirst(code.count)
    guard seal.count == 64 + suffix.count,
      let code = PlanCode(hex: String(decoding: seal.prefix(64), as: UTF8.self))
    else { return nil }
    return Body(end: end, digest: stated, code: code)
  }

  static func digest(of bytes: [UInt8], to end: Int) -> String {
    var digest = ContentDigest()
    digest.update(bytes[..<end])
    return digest.hex()
  }

  /// Where the line break before the closing bracket of the changes stands. No text holds a line
  /// break, so the last place that looks like it is it.
  static func endOfChanges(in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    let mark = Array("\n],\n\"diagnostics\":[".utf8)
    var place = end - mark.count
    while place >= start {
      if bytes[place] == 0x0A, bytes[place..<place + mark.count] == mark[...] { return place }
      place -= 1
    }
    return nil
  }

  private static func checkFormat(_ bytes: [UInt8]) throws(PlanReadError) {
    let ours = Array("{\"format\":\"\(PlanJSON.format)\",\n".utf8)
    if bytes.starts(with: ours) { return }
    if bytes.isEmpty { throw .notAPlan }
    let beginning = String(decoding: bytes.prefix(200), as: UTF8.self)
    if beginning.contains("\"keyform.drift/") { throw .driftReport }
    if ours.starts(with: bytes) { throw .cutShort }
    let opening = Array("{\"format\":\"".utf8)
    if bytes.starts(with: opening) {
      let rest = bytes.dropFirst(opening.count).prefix(40).prefix { $0 != 0x22 }
      let format = String(decoding: rest, as: UTF8.self)
      if format == PlanJSON.format { throw .edited }
      if format.hasPrefix("keyform.plan/") { throw .otherFormat(format) }
      throw .notAPlan
    }
    // The same JSON laid out anew is an edit.
    throw beginning.contains("\"keyform.plan/") ? .edited : .notAPlan
  }

  private static func holdsDigest(_ bytes: [UInt8]) -> Bool {
    String(decoding: bytes.suffix(400), as: UTF8.self).contains("\"digest\"")
      && bytes.last { $0 > 0x20 } == UInt8(ascii: "}")
  }
}
