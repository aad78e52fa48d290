// Counts that somebody read are not desired state: the newer day wins, and a newer one in the
// target is never a change (contract section 4).

extension ProductKey {
  package func hasOlderObservation(than stored: ProductKey) -> Bool {
    stored.remaining?.isNewer(than: remaining) ?? false
  }

  package func keepingNewerObservations(of stored: ProductKey) -> ProductKey {
    guard let theirs = stored.remaining, theirs.isNewer(than: remaining) else { return self }
    var key = self
    key.remaining = theirs
    return key
  }
}

extension Binding {
  package func hasOlderObservation(than stored: Binding) -> Bool {
    stored.activated?.isNewer(than: activated) ?? false
  }

  package func keepingNewerObservations(of stored: Binding) -> Binding {
    guard let theirs = stored.activated, theirs.isNewer(than: activated) else { return self }
    var binding = self
    binding.activated = theirs
    return binding
  }
}

extension Managed {
  package func hasOlderObservation(than stored: Self) -> Bool { false }

  /// This value with each observation that `stored` has newer; most kinds have none.
  package func keepingNewerObservations(of stored: Self) -> Self { self }
}
