/// Activations that a key grants. "Unlimited" is a word, never 0, -1 or empty (rule CNT010).
package enum Quantity: Hashable, Sendable {
  case count(Int)
  case unlimited
  /// What was written instead of a count; rule CNT010 refuses it.
  case misstated(String)

  /// As fields show it.
  package init(written text: String) {
    if text == "unlimited" {
      self = .unlimited
    } else if let count = Int(text), String(count) == text {
      self = .count(count)
    } else {
      self = .misstated(text)
    }
  }
}

/// A number that somebody read on some day: not desired state, the newer date wins.
package struct Observation: Hashable, Sendable {
  package let count: Int
  /// The day it was read; nil where the entry does not say.
  package let asOf: CalendarDate?

  package init(count: Int, asOf: CalendarDate?) {
    self.count = count
    self.asOf = asOf
  }

  /// Whether this one is newer than `other`; a dated one is newer than an undated one.
  ///
  /// A day after `latest` is a typing error and newer than nothing; nil: any day may be.
  package func isNewer(than other: Observation?, latest: CalendarDate? = nil) -> Bool {
    if let latest, let asOf, asOf > latest { return false }
    guard let other else { return true }
    guard let asOf else { return false }
    guard let otherDay = other.asOf else { return true }
    return asOf > otherDay
  }

  /// The last day that an observation can be of: clocks differ by a day between time zones.
  package static func latest(on today: CalendarDate) -> CalendarDate {
    CalendarDate(days: today.days + 1)
  }
}
