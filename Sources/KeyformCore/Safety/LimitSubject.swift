/// What a limit counts: `key.delete`, `binding.unbind` and the like.
package struct LimitSubject: Hashable, Sendable {
  package enum Action: String, Sendable, CaseIterable {
    case update, delete
    /// Unmanaged rows that are taken over.
    case adopt
    /// Keys that get another value.
    case rotate
    /// Bindings that lose their activation or take it from a deployment, deleted or not.
    case unbind
  }

  package let kind: EntityKind
  package let action: Action

  private init(_ kind: EntityKind, _ action: Action) {
    self.kind = kind
    self.action = action
  }

  /// Reads `key.delete` and the like; nil for whatever is no subject.
  package init?(_ text: String) {
    guard let subject = Self.all.first(where: { $0.text == text }) else { return nil }
    self = subject
  }

  /// Every subject, by kind.
  package static let all = EntityKind.allCases.flatMap { kind in
    Action.allCases.filter { $0.exists(for: kind) }.map { LimitSubject(kind, $0) }
  }

  package var text: String { "\(kind.rawValue).\(action.rawValue)" }

  /// Whether the limit counts this change.
  func concerns(_ change: Change, beside renamed: RenamedNames) -> Bool {
    guard change.address.kind == kind else { return false }
    return switch action {
    case .update: change.action == .update
    case .delete: change.action == .delete
    case .adopt: change.action == .adopt
    case .rotate: change.hazards(beside: renamed).contains(.rotatesKey)
    case .unbind: change.hazards(beside: renamed).contains(.unbindsActivation)
    }
  }

  /// What the limit counts, for `keyform explain`.
  package var meaning: String {
    let rows = "rows of kind \(kind.rawValue)"
    return switch action {
    case .update: "\(rows) that a plan updates"
    case .delete: "\(rows) that a plan deletes"
    case .adopt: "unmanaged \(rows) that a plan takes over"
    case .rotate: "keys that get another value"
    case .unbind: "bindings that take an activation key from a deployment, deleted or not"
    }
  }
}

extension LimitSubject.Action {
  fileprivate func exists(for kind: EntityKind) -> Bool {
    switch self {
    case .update, .delete, .adopt: true
    case .rotate: kind == .key
    case .unbind: kind == .binding
    }
  }
}
