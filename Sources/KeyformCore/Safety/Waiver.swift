/// An entry of `waivers:`: which limit does not count which addresses, until when, and why.
package struct Waiver: Hashable, Sendable {
  package let name: String
  package let limit: LimitSubject
  /// Patterns of addresses, such as `key/old-*`.
  package let addresses: [Glob]
  /// The last day on which it holds.
  package let until: CalendarDate
  package let reason: String
  package let origin: EntryOrigin

  package init(
    name: String, limit: LimitSubject, addresses: [Glob], until: CalendarDate, reason: String,
    origin: EntryOrigin
  ) {
    self.name = name
    self.limit = limit
    self.addresses = addresses
    self.until = until
    self.reason = reason
    self.origin = origin
  }

  /// The same waiver of a file that stands `count` places further on.
  package func moved(by count: Int32) -> Waiver {
    Waiver(
      name: name, limit: limit, addresses: addresses, until: until, reason: reason,
      origin: origin.moved(by: count))
  }

  package func holds(on today: CalendarDate) -> Bool { today <= until }

  package func names(_ address: Address) -> Bool {
    let text = address.description
    return addresses.contains { $0.matches(text) }
  }
}

/// A waiver that took changes of a plan out of a limit's count.
package struct WaivedLimit: Hashable, Sendable {
  package let limit: LimitSubject
  /// The waiver's name.
  package let waiver: String
  /// How many changes it names.
  package let count: Int
  /// The last day on which it holds.
  package let until: CalendarDate
  package let reason: String

  package init(
    limit: LimitSubject, waiver: String, count: Int, until: CalendarDate, reason: String
  ) {
    self.limit = limit
    self.waiver = waiver
    self.count = count
    self.until = until
    self.reason = reason
  }
}
