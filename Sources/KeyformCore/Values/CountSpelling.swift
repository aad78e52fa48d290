/// Counts as spreadsheets and people write them.
package enum CountSpelling {
  /// The count that a text can only mean: `12.500`, `1 000`, `1_000`, `500,00`. Nil where it has
  /// several readings (`1,000` is a thousand to some and one to others) or none.
  package static func reading(_ text: String) -> Int? {
    var text = Typography.plain(text)
    if text.hasPrefix("+") { text.removeFirst() }
    var parts: [Substring] = []
    var separators: [Character] = []
    var start = text.startIndex
    for index in text.indices where !isDigit(text[index]) {
      guard ",.'’ _".contains(text[index]) else { return nil }
      parts.append(text[start..<index])
      separators.append(text[index])
      start = text.index(after: index)
    }
    parts.append(text[start...])
    guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    let readings = Set([grouped(parts, separators), whole(parts, separators)].compactMap { $0 })
    return readings.count == 1 ? readings.first : nil
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  /// Groups of three digits, or no groups at all.
  private static func grouped(_ parts: [Substring], _ separators: [Character]) -> Int? {
    if separators.isEmpty { return Int(parts[0]) }
    guard Set(separators).count == 1, parts[0].count <= 3,
      parts.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return Int(parts.joined())
  }

  /// A number with decimals that are all nought.
  private static func whole(_ parts: [Substring], _ separators: [Character]) -> Int? {
    guard let last = separators.last, last == "," || last == ".",
      separators.count(where: { $0 == last }) == 1,
      let decimals = parts.last, decimals.allSatisfy({ $0 == "0" })
    else { return nil }
    return grouped(parts.dropLast(), separators.dropLast())
  }
}

/// `1 file`, `2 files`.
package func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
