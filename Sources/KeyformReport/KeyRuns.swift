internal import KeyformCore

/// Finds runs of text that look like a product key, a mistyped one included.
struct KeyRuns {
  struct Run {
    let range: Range<Int>
    /// The last five symbols, upper case.
    let tail: [UInt8]
    /// Nil unless the run is exactly 25 symbols of the alphabet.
    let key: KeyMaterial?
  }

  private enum Separator { case none, dash, blank }

  private struct Group {
    let range: Range<Int>
    /// Symbols that no key holds.
    let wrong: Int
    let digits: Int
    /// What stands between this group and the one before.
    let joint: Separator
  }

  /// Symbols of the alphabet below which no key can be in a text: four groups less two.
  private static let fewest = 18

  // One bit for each ASCII byte that is a symbol in either case. Constants, because a table is
  // asked for on every access whether it is there yet, and this is asked for every byte shown.
  private static let lowSymbols: UInt64 = 0x03DC_0000_0000_0000
  private static let highSymbols: UInt64 = 0x03D7_6DDC_03D7_6DDC

  static func isSymbol(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<64: lowSymbols >> UInt64(byte) & 1 == 1
    case 64..<128: highSymbols >> UInt64(byte - 64) & 1 == 1
    default: false
    }
  }

  /// A cheap look ahead: false for nearly every text of a repository.
  static func mayOccur(in text: String) -> Bool {
    if text.utf8.count < 20 { return false }
    // Of a buffer: the view of a string asks for each byte how the string is stored.
    let symbols = text.utf8.withContiguousStorageIfAvailable { buffer in
      var symbols = 0
      for byte in buffer where isSymbol(byte) { symbols += 1 }
      return symbols
    }
    return symbols ?? fewest >= fewest
  }

  /// The runs from left to right; they do not overlap.
  static func find(in bytes: [UInt8]) -> [Run] {
    let groups = groups(in: bytes)
    var runs: [Run] = []
    var index = 0
    while index < groups.count {
      let count = length(ofRunAt: index, in: groups)
      if count > 0 {
        runs.append(run(groups[index..<index + count], in: bytes))
        index += count
      } else {
        index += 1
      }
    }
    return runs
  }

  private static func length(ofRunAt index: Int, in groups: [Group]) -> Int {
    if isUndashedKey(groups[index]) { return 1 }
    // A window that fits exactly one group further on wins over a loose one here, so that the
    // word before a key is not taken for its first group.
    for count in [5, 4] where isKey(groups, index, count) {
      let isExact = count == 5 && hasOnlyFives(groups[index..<index + count])
      if isExact { return count }
      for next in index + 1..<index + count where next + 5 <= groups.count {
        if hasOnlyFives(groups[next..<next + 5]), isKey(groups, next, 5) { return 0 }
      }
      return count
    }
    return 0
  }

  private static func hasOnlyFives(_ groups: ArraySlice<Group>) -> Bool {
    groups.allSatisfy { $0.range.count == 5 }
  }

  /// Without dashes: 25 symbols, or two more or less. The alphabet has no vowel but Y, so words
  /// do not come near.
  private static func isUndashedKey(_ group: Group) -> Bool {
    23...27 ~= group.range.count && group.wrong <= 2 && group.digits > 0
      && group.digits < group.range.count
  }

  private static func isKey(_ groups: [Group], _ start: Int, _ count: Int) -> Bool {
    guard start + count <= groups.count else { return false }
    let window = groups[start..<start + count]
    let joint = groups[start + 1].joint
    guard joint != .none, window.dropFirst().allSatisfy({ $0.joint == joint }),
      window.allSatisfy({ 4...6 ~= $0.range.count })
    else { return false }
    let symbols = window.reduce(0) { $0 + $1.range.count }
    let wrong = window.reduce(0) { $0 + $1.wrong }
    let digits = window.reduce(0) { $0 + $1.digits }
    guard digits < symbols else { return false }
    if count == 4 { return joint == .dash && symbols >= 20 && wrong <= 2 && digits > 0 }
    return 23...27 ~= symbols && wrong <= (joint == .dash ? 4 : 2)
  }

  private static func run(_ groups: ArraySlice<Group>, in bytes: [UInt8]) -> Run {
    let symbols = groups.flatMap { bytes[$0.range] }
    let indexes = symbols.compactMap { KeyAlphabet.index(of: $0) }
    let start = groups.first?.range.lowerBound ?? 0
    let end = groups.last?.range.upperBound ?? start
    return Run(
      range: start..<end,
      tail: symbols.suffix(5).map { $0 >= 97 ? $0 - 32 : $0 },
      key: indexes.count == symbols.count ? KeyMaterial(symbols: indexes) : nil)
  }

  /// Every run of letters and digits, with what joins it to the one before.
  private static func groups(in bytes: [UInt8]) -> [Group] {
    var groups: [Group] = []
    var index = 0
    while index < bytes.count {
      let gap = index
      var joint = Separator.blank
      while index < bytes.count, !isWord(bytes[index]) {
        let (separator, length) = separator(in: bytes, at: index)
        switch separator {
        case .none: joint = .none
        case .dash: joint = joint == .none ? .none : .dash
        case .blank: break
        }
        index += length
      }
      if index - gap > 5 || index == gap { joint = .none }
      let start = index
      var wrong = 0
      var digits = 0
      while index < bytes.count, isWord(bytes[index]) {
        if !isSymbol(bytes[index]) { wrong += 1 }
        if bytes[index] < 65 { digits += 1 }
        index += 1
      }
      if index > start {
        groups.append(Group(range: start..<index, wrong: wrong, digits: digits, joint: joint))
      }
    }
    return groups
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 48 && byte <= 57 || byte >= 65 && byte <= 90 || byte >= 97 && byte <= 122
  }

  /// Blanks, ends of lines, and whatever stands in place of `-`: dots, slashes, and every dash of
  /// word processors, in UTF-8.
  private static func separator(in bytes: [UInt8], at index: Int) -> (Separator, Int) {
    func next(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
    switch (bytes[index], next(1), next(2)) {
    case (0x2D, _, _), (0x5F, _, _), (0x2E, _, _), (0x2F, _, _): return (.dash, 1)
    case (0x20, _, _), (0x09, _, _), (0x0A, _, _), (0x0D, _, _): return (.blank, 1)
    case (0xC2, 0xA0, _): return (.blank, 2)
    case (0xC2, 0xAD, _): return (.dash, 2)
    case (0xE2, 0x80, 0x90...0x95), (0xE2, 0x88, 0x92): return (.dash, 3)
    // What stands for a byte that is no UTF-8: a dash of a Windows code page, above all.
    case (0xEF, 0xBF, 0xBD): return (.dash, 3)
    case (0xEF, 0xB9, 0x98), (0xEF, 0xB9, 0xA3), (0xEF, 0xBC, 0x8D): return (.dash, 3)
    default: return (.none, 1)
    }
  }
}
