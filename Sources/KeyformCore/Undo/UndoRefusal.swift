/// Why one item of a change set cannot be taken back.
package struct UndoRefusal: Hashable, Sendable {
  package enum Cause: Error, Hashable, Sendable {
    /// The stored field is not what the change set wrote.
    case changed(field: String)
    /// The row that the change set wrote is gone.
    case gone
    /// Another row has the name that would have to come back.
    case taken(name: String)
    /// The journal masked a text that looked like a key.
    case masked(field: String)
    /// The journal keeps no public value of a key that was secret before or after.
    case valueUnknown
    /// The row was taken over and changed at once: it would have to be both.
    case adoptedAndChanged
    /// A unmanaged row that would have to come back is not there as it was left.
    case notLeftAsItWas
    case unreadable
    /// Written by a later Keyform.
    case unknownAction(String)
    /// The secret value cannot be had; the text says why.
    case secret(String)
    case refersTo(Address)
    case isReferredTo(by: Address)
  }

  package let address: Address
  package let cause: Cause

  /// For people. `later` are the items of later change sets.
  package func text(later: [JournalRecord]) -> String {
    let why: String
    switch cause {
    case .changed(let field):
      why = "\(field) was changed again \(Self.by(writer(of: field, in: later)))"
    case .gone: why = "the row is gone, taken away \(Self.by(writer(of: nil, in: later)))"
    case .taken(let name):
      let address = Address(address.kind, name)
      let writer = later.last { $0.address == address }?.changeSet
      why = "there is a \(address) again, written \(Self.by(writer))"
    case .masked(let field):
      why = "\(field) held what looks like a key, which the journal does not keep"
    case .valueUnknown: why = "the journal does not keep the public value that it had"
    case .adoptedAndChanged:
      why = "it was taken over and changed in one step; change it back in the repository"
    case .notLeftAsItWas: why = "the unmanaged row is no longer there as it was let go of"
    case .unreadable:
      why = "the journal's item is not what Keyform writes; see `keyform history verify`"
    case .unknownAction(let action): why = "`\(action)` was done by a newer Keyform; use that one"
    case .secret(let reason): why = reason
    case .refersTo(let other): why = "it refers to \(other), which is not there"
    case .isReferredTo(let other): why = "\(other) refers to it"
    }
    return "\(address): \(why)"
  }

  private static func by(_ changeSet: Int?) -> String {
    changeSet.map { "by change set \($0)" } ?? "by something else than Keyform"
  }

  /// The last later change set that wrote the field, or the row.
  private func writer(of field: String?, in later: [JournalRecord]) -> Int? {
    later.last { record in
      guard record.address == address || record.previousName == address.name else { return false }
      guard let field, case .changing = JournalStep(record) else { return true }
      return JournalReplay.fields(record.after)?[field] != nil
    }?.changeSet
  }
}
