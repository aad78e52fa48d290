// A value is public only when the catalogue knows it: a secret that got into a row of a public kind
// stays one.

extension ProductKey {
  /// Whether a value is stated that may not leave process or target: the kind is not public, or
  /// nobody knows the value to be.
  package func mustWithhold(_ isPublic: (KeyMaterial) -> Bool) -> Bool {
    guard let publicValue else { return false }
    return isSecret || !isPublic(publicValue)
  }
}

extension Entity {
  /// The same without a value that may not be shown; its own tail and check value stand for it.
  package func withholding(_ isPublic: (KeyMaterial) -> Bool) -> Entity {
    guard case .key(let entry) = self, let value = entry.value.publicValue,
      entry.value.mustWithhold(isPublic)
    else { return self }
    var key = entry.value
    key.publicValue = nil
    key.tail = value.tail
    key.check = KeyCheck(of: value)
    return .key(entry.with(key))
  }
}

extension Change {
  /// The same with both sides as `Entity.withholding` leaves them.
  package func withholding(_ isPublic: (KeyMaterial) -> Bool) -> Change {
    guard address.kind == .key else { return self }
    let step: Step =
      switch step {
      case .create(let after): .create(after.withholding(isPublic))
      case .delete(let before): .delete(before.withholding(isPublic))
      case .release(let row): .release(row.withholding(isPublic))
      case .adopt(let before, let after):
        .adopt(from: before.withholding(isPublic), to: after.withholding(isPublic))
      case .update(let before, let after):
        .update(from: before.withholding(isPublic), to: after.withholding(isPublic))
      }
    return Change(step, base: base, isFromCatalog: isFromCatalog)
  }
}
