extension Blocker {
  /// Errors of rules that concern an entry which the plan touches, or one that such an entry
  /// refers to, and those that the plan causes, wherever they are filed. Others are shown but block
  /// nothing: a support date that passes overnight never stops the rotation of a leaked key
  /// elsewhere.
  ///
  /// `caused` picks from errors those that are not found on the rows as they are. It is asked only
  /// where an error is left that blocks nothing otherwise.
  package static func findings(
    _ diagnostics: [Diagnostic], on changes: [Change],
    caused: ([Diagnostic]) -> [Diagnostic] = { _ in [] }
  ) -> [Blocker] {
    let errors = diagnostics.filter { $0.severity == .error }
    if errors.isEmpty || changes.isEmpty { return [] }
    let concerned = touched(by: changes)
    // A structural error that shows only now is of a policy: one that cannot run says
    // nothing.
    func isConcerned(_ error: Diagnostic) -> Bool {
      error.isStructural || error.address.map(concerned.contains) ?? false
    }
    let others = errors.filter { !isConcerned($0) }
    let blocking = others.isEmpty ? [] : Set(caused(others))
    return errors.filter { isConcerned($0) || blocking.contains($0) }.map {
      let subject = [$0.rule, $0.address?.description].compactMap(\.self).joined(separator: " ")
      return Blocker(cause: .finding, text: "\(subject): \($0.summary)")
    }
  }

  /// Addresses of the changes and of what they refer to.
  package static func touched(by changes: [Change]) -> Set<Address> {
    var addresses = Set<Address>()
    for change in changes {
      addresses.insert(change.address)
      guard let after = change.after else { continue }
      addresses.formUnion(after.references)
      if case .deployment(let entry) = after {
        for name in entry.value.servedBy {
          addresses.insert(Address(.host, name))
          addresses.insert(Address(.directory, name))
        }
      }
    }
    return addresses
  }
}

extension Diagnostic {
  /// Findings of rules that are an error on new or changed entries (LC001) become one where the
  /// plan creates or updates the entry, or binds something to it.
  package static func weighed(_ diagnostics: [Diagnostic], on changes: [Change]) -> [Diagnostic] {
    guard diagnostics.contains(where: \.isErrorOnChange) else { return diagnostics }
    var changed = Set<Address>()
    for change in changes where change.after != nil {
      changed.insert(change.address)
      if case .binding(let entry) = change.after {
        changed.insert(Address(.deployment, entry.value.deployment))
      }
    }
    return diagnostics.map { diagnostic in
      guard diagnostic.isErrorOnChange, let address = diagnostic.address,
        changed.contains(address)
      else { return diagnostic }
      var weighed = diagnostic
      weighed.severity = .error
      return weighed
    }
  }
}
