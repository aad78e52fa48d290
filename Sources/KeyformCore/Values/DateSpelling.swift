/// Days as spreadsheets and people write them.
package enum DateSpelling {
  /// The day that a text can only mean: `2026/11/1`, `31.12.2026`, `2026-11-01 00:00:00`. Nil where
  /// day and month could be either (`05/11/2026`), the year has two digits, or there is no such day.
  package static func reading(_ text: String) -> CalendarDate? {
    let text = withoutMidnight(Typography.plain(text))
    guard text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 || "-./".utf8.contains($0) }) else {
      return nil
    }
    let marks = Set(text.filter { !$0.isNumber })
    guard marks.count <= 1 else { return nil }
    guard let mark = marks.first else { return compact(text) }
    let parts = text.split(separator: mark, omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    if parts[0].count == 4, parts[1].count <= 2, parts[2].count <= 2 {
      return only([day(parts[0], parts[1], parts[2])])
    }
    guard parts[2].count == 4, parts[0].count <= 2, parts[1].count <= 2 else { return nil }
    return only([day(parts[2], parts[1], parts[0]), day(parts[2], parts[0], parts[1])])
  }

  /// Eight digits: the year may come first or last.
  private static func compact(_ text: String) -> CalendarDate? {
    guard text.utf8.count == 8 else { return nil }
    let pairs = stride(from: 0, to: 8, by: 2).map { text.dropFirst($0).prefix(2) }
    return only([
      day(text.prefix(4), pairs[2], pairs[3]), day(text.suffix(4), pairs[1], pairs[0]),
      day(text.suffix(4), pairs[0], pairs[1]),
    ])
  }

  /// Years outside of this are another number.
  private static let years: ClosedRange<Int32> = 1980...2199

  private static func day(
    _ year: Substring, _ month: Substring, _ day: Substring
  ) -> CalendarDate? {
    guard let year = Int32(year), years.contains(year), let month = Int32(month),
      let day = Int32(day)
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  private static func only(_ readings: [CalendarDate?]) -> CalendarDate? {
    let readings = Set(readings.compactMap { $0 })
    return readings.count == 1 ? readings.first : nil
  }

  /// Spreadsheets write a day as its first moment.
  private static func withoutMidnight(_ text: String) -> String {
    guard let sign = text.firstIndex(where: { $0 == "T" || $0 == " " }) else { return text }
    let clock = text[text.index(after: sign)...]
    let midnights = ["00:00", "0:00", "00:00:00", "0:00:00", "00:00:00.000"]
    return midnights.contains(String(clock)) ? String(text[..<sign]) : text
  }
}
