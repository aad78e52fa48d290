/// A day of the Gregorian calendar, without time or zone. Compares and subtracts by day.
package struct CalendarDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Days since 1970-01-01.
  package let days: Int32

  package init(days: Int32) { self.days = days }

  /// ISO 8601, `YYYY-MM-DD`; nil where the text has another form or the day does not exist.
  package init?(_ text: String) {
    var digits: [Int32] = []
    digits.reserveCapacity(8)
    for (place, byte) in text.utf8.enumerated() {
      if place == 4 || place == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard byte >= 48, byte <= 57, place < 10 else { return nil }
        digits.append(Int32(byte) - 48)
      }
    }
    guard digits.count == 8 else { return nil }
    let year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]
    self.init(year: year, month: digits[4] * 10 + digits[5], day: digits[6] * 10 + digits[7])
  }

  /// Nil where the day does not exist.
  package init?(year: Int32, month: Int32, day: Int32) {
    guard year >= 1, month >= 1, month <= 12, day >= 1,
      day <= Self.length(ofMonth: month, year: year)
    else { return nil }
    // Days from civil, counting years from March so that the leap day comes last.
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func length(ofMonth month: Int32, year: Int32) -> Int32 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Year, month and day.
  package var parts: (year: Int32, month: Int32, day: Int32) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let civil = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (civil <= 2 ? 1 : 0)
    return (year, civil, dayOfYear - (153 * month + 2) / 5 + 1)
  }

  /// 0 Sunday to 6 Saturday.
  package var weekday: Int { Int((days % 7 + 11) % 7) }

  /// ISO 8601.
  package var description: String {
    let (year, month, day) = parts
    func padded(_ value: Int32, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
    guard (0...9999).contains(year) else {
      return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
    // Thousands of rows have one.
    return String(unsafeUninitializedCapacity: 10) { buffer in
      var digits = year * 10_000 + month * 100 + day
      for place in (0..<10).reversed() {
        if place == 4 || place == 7 {
          buffer[place] = UInt8(ascii: "-")
        } else {
          buffer[place] = UInt8(48 + digits % 10)
          digits /= 10
        }
      }
      return 10
    }
  }

  package func adding(days: Int) -> CalendarDate { CalendarDate(days: self.days + Int32(days)) }

  /// Days from `other` to this date.
  package func days(since other: CalendarDate) -> Int { Int(days - other.days) }

  package static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.days < right.days }
}
