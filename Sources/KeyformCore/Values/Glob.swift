/// A pattern of names: `*`, `?`, `[a-z]`, `[!a]`, and `\` before a character that is meant itself.
package struct Glob: Hashable, Sendable {
  @Exact package private(set) var pattern: String
  private let bytes: [UInt8]

  package init(_ pattern: String) {
    self.pattern = pattern
    bytes = Array(pattern.utf8)
  }

  /// Whether the whole text fits. Takes time in proportion to the product of both lengths, however
  /// many stars there are.
  package func matches(_ text: String) -> Bool {
    let text = Array(text.utf8)
    var place = 0
    var position = 0
    /// Behind the last star, and the text from which to try it again.
    var retry: (place: Int, position: Int)?
    while position < text.count {
      if place < bytes.count, bytes[place] == UInt8(ascii: "*") {
        place += 1
        retry = (place, position)
      } else if let next = step(place, text[position]) {
        place = next
        position += 1
      } else if let last = retry {
        place = last.place
        position = last.position + 1
        retry = (place, position)
      } else {
        return false
      }
    }
    return bytes[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// The place behind what matches the one byte; nil where that does not match.
  private func step(_ place: Int, _ byte: UInt8) -> Int? {
    guard place < bytes.count else { return nil }
    switch bytes[place] {
    case UInt8(ascii: "?"): return place + 1
    case UInt8(ascii: "["):
      guard place + 2 < bytes.count,
        let close = bytes[(place + 2)...].firstIndex(of: UInt8(ascii: "]"))
      else { return nil }
      var set = bytes[(place + 1)..<close]
      let isNegated = set.first == UInt8(ascii: "!") || set.first == UInt8(ascii: "^")
      if isNegated { set = set.dropFirst() }
      return Self.holds(set, byte) != isNegated ? close + 1 : nil
    case UInt8(ascii: "\\"):
      guard place + 1 < bytes.count, bytes[place + 1] == byte else { return nil }
      return place + 2
    default: return bytes[place] == byte ? place + 1 : nil
    }
  }

  private static func holds(_ set: ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    var index = set.startIndex
    while index < set.endIndex {
      if index + 2 < set.endIndex, set[index + 1] == UInt8(ascii: "-") {
        if set[index] <= byte && byte <= set[index + 2] { return true }
        index += 3
      } else {
        if set[index] == byte { return true }
        index += 1
      }
    }
    return false
  }
}

extension Glob {
  /// Whether every `[` has its `]` and every `\` its character: else the pattern fits nothing.
  package var isWhole: Bool {
    var rest = Array(pattern.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\\"): if rest.popFirst() == nil { return false }
      case UInt8(ascii: "["):
        guard let close = rest.dropFirst().firstIndex(of: UInt8(ascii: "]")) else { return false }
        rest = rest[(close + 1)...]
      default: break
      }
    }
    return true
  }
}
