/// What a change does to a row, by its display symbol.
package enum Action: String, Sendable, CaseIterable {
  case create, update, adopt, release, delete

  /// In `allCases`.
  var place: Int {
    switch self {
    case .create: 0
    case .update: 1
    case .adopt: 2
    case .release: 3
    case .delete: 4
    }
  }

  package var symbol: String {
    switch self {
    case .create: "+"
    case .update: "~"
    case .adopt: ">"
    case .release: "<"
    case .delete: "-"
    }
  }
}

/// One change to one row: data, without closures and without SQL.
package struct Change: Sendable {
  package enum Step: Sendable {
    case create(Entity)
    /// Both sides have one name, unless the entry was renamed (`was:`).
    case update(from: Entity, to: Entity)
    /// Takes over a unmanaged row: it moves into the project and becomes as wanted.
    case adopt(from: Entity, to: Entity)
    /// Lets go of a row without deleting it: as it is, it becomes unmanaged.
    case release(Entity)
    case delete(Entity)
  }

  package let step: Step
  /// The keyed digest of the row that the change was planned from; nil for a create, which is
  /// planned from the absence of a row, and for all of a preview.
  package let base: RowDigest?
  /// An update that comes from a newer catalogue alone: nobody changed the entry. Reports show all
  /// of them as one line.
  package let isFromCatalog: Bool

  package init(_ step: Step, base: RowDigest? = nil, isFromCatalog: Bool = false) {
    self.step = step
    self.base = base
    self.isFromCatalog = isFromCatalog
  }

  package var action: Action {
    switch step {
    case .create: .create
    case .update: .update
    case .adopt: .adopt
    case .release: .release
    case .delete: .delete
    }
  }

  /// Of the row as it shall be; of one that goes, as it was.
  package var address: Address {
    switch step {
    case .create(let entity), .update(_, to: let entity), .adopt(_, to: let entity),
      .release(let entity), .delete(let entity):
      entity.address
    }
  }

  /// The name that the entry had before, where an update gives it another.
  package var formerName: String? {
    guard case .update(let from, let to) = step, from.address.name != to.address.name else {
      return nil
    }
    return from.address.name
  }

  /// The row as it was planned from; nil for a create.
  package var before: Entity? {
    switch step {
    case .create: nil
    case .update(let before, _), .adopt(let before, _), .release(let before),
      .delete(let before):
      before
    }
  }

  /// The project's row as it shall be; nil where it has none then.
  package var after: Entity? {
    switch step {
    case .create(let after), .update(_, let after), .adopt(_, let after): after
    case .release, .delete: nil
    }
  }

  /// The fields that change; every present field of a create or delete, none of a release.
  package var fields: [FieldChange] {
    switch step {
    case .create(let entity):
      entity.fields.map { FieldChange(name: $0.name, from: .none, to: $0.value) }
    case .delete(let entity):
      entity.fields.map { FieldChange(name: $0.name, from: $0.value, to: .none) }
    case .update(let from, let to), .adopt(let from, let to): Self.differences(from, to)
    case .release: []
    }
  }

  private static func differences(_ from: Entity, _ to: Entity) -> [FieldChange] {
    switch (from, to) {
    case (.key(let from), .key(let to)): FieldChange.between(from.value, to.value)
    case (.deployment(let from), .deployment(let to)): FieldChange.between(from.value, to.value)
    case (.binding(let from), .binding(let to)): FieldChange.between(from.value, to.value)
    case (.host(let from), .host(let to)): FieldChange.between(from.value, to.value)
    case (.directory(let from), .directory(let to)): FieldChange.between(from.value, to.value)
    case (.key, _), (.deployment, _), (.binding, _), (.host, _), (.directory, _): []
    }
  }

  /// Whether applying the change writes a key's value, for which the secret must be at hand.
  package var writesSecret: Bool {
    guard case .key(let after) = after, after.value.isSecret else { return false }
    guard case .key(let before) = before else { return true }
    return before.value.identity != after.value.identity
  }
}
