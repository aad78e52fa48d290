/// A run of letters and digits in a text, as a group of a product key may be.
struct KeyGroup {
  /// What stands between a group and the one before.
  enum Joint {
    /// Nothing, more than three characters, or letters of other scripts: no joint.
    case none
    case dash, blank, other
  }

  let range: Range<Int>
  /// Symbols that no key holds.
  let wrong: Int
  let digits: Int
  let joint: Joint

  private static let widestJoint = 3

  /// Five symbols of keys.
  var isFive: Bool { range.count == 5 && wrong == 0 }

  /// The only 25 symbols in a row in a word that is not much longer; digits alone are a number.
  func undashedKey(in bytes: [UInt8]) -> Range<Int>? {
    guard 25...35 ~= range.count else { return nil }
    var found: Range<Int>?
    var start = range.lowerBound
    for index in range.lowerBound...range.upperBound {
      if index < range.upperBound, KeySymbols.contains(bytes[index]) { continue }
      if index - start == 25, bytes[start..<index].contains(where: { $0 >= 65 }) {
        found = start..<index
      }
      start = index + 1
    }
    return found
  }

  /// 25 symbols, or two more or less, with a mistake: the alphabet has no vowel but Y, so words do
  /// not come near.
  var isNearlyUndashed: Bool {
    23...27 ~= range.count && wrong <= 2 && digits > 0 && digits < range.count
  }

  /// Every run of letters and digits in UTF-8.
  static func all(in bytes: [UInt8]) -> [KeyGroup] {
    var groups: [KeyGroup] = []
    var index = 0
    while index < bytes.count {
      let joint = joint(in: bytes, from: &index)
      index += KeyEscape.length(before: index, in: bytes)
      let start = index
      var wrong = 0
      var digits = 0
      while index < bytes.count, KeySymbols.isWord(bytes[index]) {
        if !KeySymbols.contains(bytes[index]) { wrong += 1 }
        if bytes[index] < 65 { digits += 1 }
        index += 1
      }
      if index > start {
        groups.append(KeyGroup(range: start..<index, wrong: wrong, digits: digits, joint: joint))
      }
    }
    return groups
  }

  /// Steps over all that is no letter or digit.
  private static func joint(in bytes: [UInt8], from index: inout Int) -> Joint {
    var joint: Joint?
    var width = 0
    while index < bytes.count, !KeySymbols.isWord(bytes[index]) {
      let scalar = KeyEscape.skipped(in: bytes, from: &index) ?? scalar(in: bytes, from: &index)
      width += 1
      switch (joint, kind(of: scalar)) {
      case (nil, let kind): joint = kind
      case (.some(.none), _), (_, .none): joint = Joint.none
      case (.other, _), (_, .other): joint = .other
      case (.dash, _), (_, .dash): joint = .dash
      case (.blank, .blank): break
      }
    }
    return width > widestJoint ? .none : joint ?? .none
  }

  private static func scalar(in bytes: [UInt8], from index: inout Int) -> Unicode.Scalar {
    let lead = bytes[index]
    index += 1
    if lead < 0x80 { return Unicode.Scalar(lead) }
    var value = UInt32(lead & (lead < 0xE0 ? 0x1F : lead < 0xF0 ? 0x0F : 0x07))
    while index < bytes.count, bytes[index] & 0xC0 == 0x80 {
      value = value << 6 | UInt32(bytes[index] & 0x3F)
      index += 1
    }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// Blanks, ends of lines, and whatever stands in place of `-`: dots, slashes, every dash of word
  /// processors, and what stands for a byte that is no UTF-8, a dash of a code page above all.
  private static func kind(of scalar: Unicode.Scalar) -> Joint {
    switch scalar.value {
    case 0x2D, 0x5F, 0x2E, 0x2F, 0xAD, 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D, 0xFFFD:
      return .dash
    case 0x09, 0x0A, 0x0D, 0x20, 0xA0: return .blank
    case 0..<0x80: return .other
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return .none
    default: return .other
    }
  }
}
