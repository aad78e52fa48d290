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

// Counts that somebody read are not desired state: the newer day wins, and a newer one in the
// target is never a change. What is left of a key belongs to the value that was looked at: another
// value begins without it.

extension ProductKey {
  package func hasOlderObservation(than stored: ProductKey, latest: CalendarDate?) -> Bool {
    guard let theirs = stored.remaining else { return false }
    return theirs.isNewer(than: remaining, latest: latest) && hasSameValue(as: stored)
  }

  /// Whether both are known to be, or may be, one product key.
  private func hasSameValue(as other: ProductKey) -> Bool {
    guard let identity, let theirs = other.identity else { return true }
    return identity == theirs
  }

  package func keepingNewerObservations(
    of stored: ProductKey, latest: CalendarDate?
  ) -> ProductKey {
    guard hasOlderObservation(than: stored, latest: latest) else { return self }
    var key = self
    key.remaining = stored.remaining
    return key
  }
}

extension Binding {
  package func hasOlderObservation(than stored: Binding, latest: CalendarDate?) -> Bool {
    stored.activated?.isNewer(than: activated, latest: latest) ?? false
  }

  package func keepingNewerObservations(
    of stored: Binding, latest: CalendarDate?
  ) -> Binding {
    guard hasOlderObservation(than: stored, latest: latest) else { return self }
    var binding = self
    binding.activated = stored.activated
    return binding
  }
}

extension Managed {
  package func hasOlderObservation(than stored: Self, latest: CalendarDate?) -> Bool { false }

  /// This value with each observation that `stored` has newer; most kinds have none.
  package func keepingNewerObservations(of stored: Self, latest: CalendarDate?) -> Self { self }

  package func keepingNewerObservations(of stored: Self) -> Self {
    keepingNewerObservations(of: stored, latest: nil)
  }
}

extension Entity {
  /// This row with each observation that `row`, of the same kind, has newer.
  package func keepingNewerObservations(of row: Entity, latest: CalendarDate?) -> Entity {
    var keeping = NewerObservations(row: row, latest: latest, result: self)
    visit(&keeping)
    return keeping.result
  }

  /// This row with the observation of `planned`, where the two differ in that alone.
  package func counted(as planned: Entity) -> Entity {
    var counting = ReviewedObservations(planned: planned, result: self)
    visit(&counting)
    return counting.result
  }
}

private struct NewerObservations: EntryVisitor {
  let row: Entity
  let latest: CalendarDate?
  var result: Entity

  mutating func visit<Value: Managed>(_ entry: Entry<Value>) {
    guard let row = row.entry(of: Value.self) else { return }
    result = Value.entity(
      entry.with(entry.value.keepingNewerObservations(of: row.value, latest: latest)))
  }
}

private struct ReviewedObservations: EntryVisitor {
  let planned: Entity
  var result: Entity

  mutating func visit<Value: Managed>(_ entry: Entry<Value>) {
    guard let planned = planned.entry(of: Value.self)?.value,
      planned.keepingNewerObservations(of: entry.value) == entry.value
    else { return }
    result = Value.entity(entry.with(planned))
  }
}
