/// What runners of jobs read in the log of a step as an order to them, found in bytes that are about to
/// leave.
///
/// GitHub's takes `##[word …]` anywhere in a line and `::word …::` behind white space at its beginning
/// (`TryParse` and `TryParseV2` of its `ActionCommand`); Azure's takes `##vso[…]` anywhere, TeamCity's
/// `##teamcity[…]`. Whatever of that a text holds is written otherwise: visibly, or in the escapes of the
/// format.
enum RunnerOrders {
  private static let hash = UInt8(ascii: "#")
  private static let colon = UInt8(ascii: ":")
  private static let lineFeed = UInt8(ascii: "\n")

  /// Writes orders in bytes from `start` on visibly. `isBeginning`: a line begins there. `isOpen`: the last
  /// one goes on.
  static func defuse(
    _ bytes: inout [UInt8], from start: Int, isBeginning: Bool, isOpen: Bool
  ) {
    let mayHold = bytes.withUnsafeBufferPointer { all in
      let line = UnsafeBufferPointer(rebasing: all[start...])
      return isBeginning && isOrder(line, from: 0) || mayHoldSign(line)
    }
    guard mayHold else { return }
    let places = bytes.withUnsafeBufferPointer { all in
      let text = UnsafeBufferPointer(rebasing: all[start...])
      var places = signs(in: text, isOpen: isOpen).map { ($0, "\\u{23}" as StaticString) }
      for index in -1..<text.count where index < 0 ? isBeginning : text[index] == lineFeed {
        if isOrder(text, from: index + 1) {
          places.append((textStart(of: text, from: index + 1), "\\u{3a}"))
        }
      }
      return places.sorted { $0.0 < $1.0 }.map { (start + $0.0, $0.1) }
    }
    replace(places, in: &bytes)
  }

  /// Escapes those that stand in texts of JSON, where no other sign is like them.
  static func defuse(json bytes: inout [UInt8]) {
    let places = bytes.withUnsafeBufferPointer { all -> [Int] in
      // Without branches: plans are long.
      var found: UInt8 = 0
      for index in 0..<max(0, all.count - 1) {
        found |= (all[index] ^ hash | all[index + 1] ^ hash) == 0 ? 1 : 0
      }
      return found == 0 ? [] : signs(in: all, isOpen: false)
    }
    replace(places.map { ($0, "\\u0023") }, in: &bytes)
  }

  private static func mayHoldSign(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var found: UInt8 = 0
    for byte in bytes { found |= (byte == hash ? 1 : 0) | (byte == lineFeed ? 1 : 0) }
    return found != 0
  }

  /// The signs without which `##[` and `##word[` are no orders.
  private static func signs(
    in bytes: UnsafeBufferPointer<UInt8>, isOpen: Bool
  ) -> [Int] {
    bytes.indices.filter { index in
      guard bytes[index] == hash else { return false }
      var end = index + 1
      guard end < bytes.count, bytes[end] == hash else { return false }
      repeat { end += 1 } while end < bytes.count && 0x61...0x7A ~= bytes[end] | 0x20
      return end == bytes.count ? isOpen : bytes[end] == UInt8(ascii: "[")
    }
  }

  /// Whether a line begins with two colons.
  private static func isOrder(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Bool {
    let place = textStart(of: bytes, from: start)
    return place + 1 < bytes.count && bytes[place] == colon && bytes[place + 1] == colon
  }

  /// Whether a line is more than blanks so far.
  static func holdsText(_ line: ArraySlice<UInt8>) -> Bool {
    line.withUnsafeBufferPointer { textStart(of: $0, from: 0) < $0.count }
  }

  /// Behind white space, signs without width and codes of colours.
  private static func textStart(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var place = start
    while place < bytes.count {
      switch bytes[place] {
      case 0x09, 0x0B...0x0D, 0x20: place += 1
      case 0x1B:
        // Up to the letter that ends it.
        place += 2
        while place < bytes.count, !(0x40...0x7E ~= bytes[place]) { place += 1 }
        place = min(place + 1, bytes.count)
      case 0x80...:
        var decoder = UTF8()
        var rest = bytes[place...].prefix(4).makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&rest),
          scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
        else { return place }
        place += UTF8.width(scalar)
      default: return place
      }
    }
    return place
  }

  private static func replace(
    _ places: [(place: Int, words: StaticString)], in bytes: inout [UInt8]
  ) {
    if places.isEmpty { return }
    var replaced: [UInt8] = []
    replaced.reserveCapacity(bytes.count + places.count * 6)
    var end = 0
    for (place, words) in places {
      replaced += bytes[end..<place]
      replaced += UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
      end = place + 1
    }
    bytes = replaced + bytes[end...]
  }
}
