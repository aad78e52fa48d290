import KeyformCore
import Testing

@Suite struct CalendarDateTests {
  @Test func daysCountFromTheEpoch() throws {
    #expect(try #require(CalendarDate("1970-01-01")).days == 0)
    #expect(try #require(CalendarDate("1969-12-31")).days == -1)
    #expect(try #require(CalendarDate("2000-03-01")).days == 11_017)
    #expect(try #require(CalendarDate("2026-11-21")).days == 20_778)
    #expect(try #require(CalendarDate("0001-01-01")).days == -719_162)
  }

  /// Every day of four centuries, walked by hand.
  @Test func everyDayFollowsTheOneBefore() throws {
    var expected = try #require(CalendarDate("1800-01-01")).days
    for year in Int32(1800)...2199 {
      let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year == 2000)
      for (month, length) in zip(
        Int32(1)..., [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
      {
        for day in Int32(1)...Int32(length) {
          let date = CalendarDate(year: year, month: month, day: day)
          guard date?.days == expected, let parts = date?.parts, parts == (year, month, day) else {
            Issue.record("\(year)-\(month)-\(day) is day \(date?.days ?? 0), not \(expected)")
            return
          }
          expected += 1
        }
        #expect(CalendarDate(year: year, month: month, day: Int32(length) + 1) == nil)
      }
    }
  }

  @Test(arguments: [
    "2026-11-01", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "1969-07-20",
  ])
  func textComesBack(_ text: String) throws {
    #expect(try #require(CalendarDate(text)).description == text)
  }

  @Test(arguments: [
    "2026-02-29", "1900-02-29", "2100-02-29", "2026-02-30", "2026-04-31", "2026-13-01",
    "2026-00-01",
    "2026-01-00", "2026-01-32", "0000-01-01", "", "2026", "2026-1-1", "26-01-01", "2026/01/01",
    "01.11.2026", "2026-11-01 ", " 2026-11-01", "2026-11-01-", "2026-11-011", "20261101",
    "2026-11-01T00:00", "-026-11-01", "2026-+1-01", "２０２６-11-01", "2026-11-0",
  ])
  func impossibleDaysAndOtherFormsAreRefused(_ text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test(arguments: [
    ("2026-11-21", 6), ("1970-01-01", 4), ("1969-12-31", 3), ("2000-02-29", 2), ("1900-01-01", 1),
    ("2026-11-22", 0),
  ])
  func weekdaysAreThoseOfTheCalendar(_ text: String, _ weekday: Int) throws {
    #expect(try #require(CalendarDate(text)).weekday == weekday)
  }

  @Test func daysAddAndSubtract() throws {
    let day = try #require(CalendarDate("2024-02-28"))
    #expect(day.adding(days: 2).description == "2024-03-01")
    #expect(day.adding(days: -28).description == "2024-01-31")
    #expect(day.adding(days: 366).days(since: day) == 366)
    #expect(day < day.adding(days: 1))
    #expect(day.days(since: day.adding(days: 3)) == -3)
  }
}
