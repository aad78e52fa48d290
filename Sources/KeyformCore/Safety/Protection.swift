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

extension Entity {
  package var annotations: Annotations {
    switch self {
    case .key(let entry): entry.value.annotations
    case .deployment(let entry): entry.value.annotations
    case .binding(let entry): entry.value.annotations
    case .host(let entry): entry.value.annotations
    case .directory(let entry): entry.value.annotations
    }
  }
}
