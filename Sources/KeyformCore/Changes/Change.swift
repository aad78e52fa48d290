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

  /// Whether the row is gone afterwards from where it was.
  var leavesItsPlace: Bool {
    switch step {
    case .create: false
    case .update: formerName != nil
    case .adopt, .release, .delete: true
    }
  }

  /// What becomes of a row that leaves its place, as a participle.
  var consequence: String {
    switch step {
    case .create, .delete: "deleted"
    case .update: "renamed"
    case .adopt: "taken over"
    case .release: "released"
    }
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
    case .update(let from, let to), .adopt(let from, let to): FieldChange.between(from, to)
    case .release: []
    }
  }

  /// Whether applying the change writes a key's value, for which the secret must be at hand.
  package var writesSecret: Bool {
    guard case .key(let after) = after, after.value.isSecret else { return false }
    guard case .key(let before) = before else { return true }
    return before.value.identity != after.value.identity
  }
}

/// One field that a change sets, in the form people see.
package struct FieldChange: Hashable, Sendable {
  package let name: String
  package let from: FieldValue
  package let to: FieldValue

  package init(name: String, from: FieldValue, to: FieldValue) {
    self.name = name
    self.from = from
    self.to = to
  }

  /// The fields in which two entries of one kind differ, in declaration order.
  static func between(_ from: Entity, _ to: Entity) -> [FieldChange] {
    var comparison = Comparison(from: from)
    to.visit(&comparison)
    return comparison.changes
  }

  private struct Comparison: EntryVisitor {
    let from: Entity
    var changes: [FieldChange] = []

    mutating func visit<Value: Managed>(_ to: Entry<Value>) {
      // No change crosses kinds.
      guard let from = from.entry(of: Value.self) else { return }
      changes = FieldChange.between(from.value, to.value)
    }
  }

  /// What is said of two texts that look the same and are not; nil of others.
  package static func remark(_ from: String?, _ to: String?) -> String? {
    guard let from, let to, from == to, !from.isExactly(to) else { return nil }
    return "the same characters in another Unicode normal form"
  }

  /// The fields in which two values of one kind differ, in declaration order.
  package static func between<Value: Managed>(_ from: Value, _ to: Value) -> [FieldChange] {
    let fields = Value.fields
    return withUnsafePointer(to: from) { from in
      withUnsafePointer(to: to) { to in
        fields.indices.compactMap { index in
          let old = fields[index].coding.shown(from)
          let new = fields[index].coding.shown(to)
          return old == new ? nil : FieldChange(name: fields[index].name, from: old, to: new)
        }
      }
    }
  }
}

extension Inventory {
  /// The state after `changes`, as far as they are about rows of the project.
  package func applying(_ changes: [Change]) -> Inventory {
    var replacement = EntryReplacement()
    for change in changes {
      if change.action != .adopt, let before = change.before { replacement.remove(before.address) }
      guard let after = change.after else { continue }
      replacement.remove(after.address)
      replacement.add(after)
    }
    return replacement.applied(to: self)
  }
}

extension Change {
  /// The addresses that the rows of `changes` have now, or are to have.
  package static func rows(of changes: [Change]) -> Set<Address> {
    Set(changes.map { $0.before?.address ?? $0.address })
  }
}
