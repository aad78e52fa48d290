internal import KeyformCore

/// What can be told of a saved plan before it is understood: that it is one, whole and unedited.
enum PlanSeal {
  /// `"digest":"sha256:<64 hex digits>"}` and a line break.
  private static let digestPrefix = Array("\"digest\":\"sha256:".utf8)
  private static let digestSuffix = Array("\"}\n".utf8)

  /// Where the digested bytes end, and their digest as the plan states it.
  static func body(of bytes: [UInt8]) throws(PlanReadError) -> (end: Int, digest: String) {
    try checkFormat(bytes)
    let length = digestPrefix.count + 64 + digestSuffix.count
    let end = bytes.count - length
    guard end > 0 else { throw .cutShort }
    let seal = bytes[end...]
    guard seal.starts(with: digestPrefix), seal.suffix(3) == digestSuffix[...] else {
      // Whether the last line is there tells a cut from an edit.
      throw holdsDigest(bytes) ? .edited : .cutShort
    }
    let digits = seal.dropFirst(digestPrefix.count).prefix(64)
    return (end, String(decoding: digits, as: UTF8.self))
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
    String(decoding: bytes.suffix(300), as: UTF8.self).contains("\"digest\"")
      && bytes.last { $0 > 0x20 } == UInt8(ascii: "}")
  }
}
