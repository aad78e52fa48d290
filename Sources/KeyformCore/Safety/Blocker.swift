/// One reason why a plan may not be applied.
package struct Blocker: Hashable, Sendable {
  /// Decides the exit code.
  package enum Cause: String, Hashable, Sendable, CaseIterable {
    /// A finding of severity error on a touched entry, or one that the plan causes: exit 1.
    case finding
    /// A budget of `limits:` is exceeded: exit 4.
    case limit
    /// A protected row would be deleted: exit 4.
    case protection
    /// Another project refers to a row that would go, or has not shared one that is referred to:
    /// exit 4.
    case reference
  }

  package let cause: Cause
  /// What blocks, and what to do, in one sentence.
  package let text: String

  package init(cause: Cause, text: String) {
    self.cause = cause
    self.text = text
  }
}

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
    var addresses = Set<Address>(minimumCapacity: changes.count)
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

extension Blocker {
  /// Rows that are protected and would be deleted or let go of. That the files no longer have the
  /// entry lifts nothing: the row itself remembers its protection.
  package static func protection(in changes: [Change]) -> [Blocker] {
    changes.compactMap { change in
      let verb: String
      switch change.step {
      case .delete: verb = "deleted"
      case .release: verb = "released"
      case .create, .update, .adopt: return nil
      }
      guard change.before?.annotations.isProtected == true else { return nil }
      return Blocker(
        cause: .protection,
        text: """
          \(change.address) is protected and would be \(verb): an earlier change set has to lift \
          that. Keep the entry with `protected: false`, apply, then remove it
          """)
    }
  }
}
