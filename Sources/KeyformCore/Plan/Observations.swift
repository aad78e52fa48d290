// Counts that somebody read are not desired state: the newer day wins, and a newer one in the
// target is never a change.

extension ProductKey {
  package func hasOlderObservation(than stored: ProductKey, latest: CalendarDate?) -> Bool {
    stored.remaining?.isNewer(than: remaining, latest: latest) ?? false
  }

  package func keepingNewerObservations(
    of stored: ProductKey, latest: CalendarDate?
  ) -> ProductKey {
    guard let theirs = stored.remaining, theirs.isNewer(than: remaining, latest: latest) else {
      return self
    }
    var key = self
    key.remaining = theirs
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
    guard let theirs = stored.activated, theirs.isNewer(than: activated, latest: latest) else {
      return self
    }
    var binding = self
    binding.activated = theirs
    return binding
  }
}

extension Managed {
  package func hasOlderObservation(than stored: Self, latest: CalendarDate?) -> Bool { false }

  /// This value with each observation that `stored` has newer; most kinds have none.
  package func keepingNewerObservations(of stored: Self, latest: CalendarDate?) -> Self { self }

  package func hasOlderObservation(than stored: Self) -> Bool {
    hasOlderObservation(than: stored, latest: nil)
  }

  package func keepingNewerObservations(of stored: Self) -> Self {
    keepingNewerObservations(of: stored, latest: nil)
  }
}
