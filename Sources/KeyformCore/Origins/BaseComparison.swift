/// What the files want of the rows of a plan, and what they wanted at the base of the branch: from
/// files alone, so a secret counts by what is recorded of it, or by where it is.
package struct BaseComparison: Sendable {
  /// What files want of a row.
  package enum Wish: Sendable {
    case entry(Entity)
    /// It stays, and is no longer the project's.
    case released
    case nothing
  }

  /// By the address of the change.
  private let wishes: [Address: (base: Wish, head: Wish)]

  package init(_ wishes: [Address: (base: Wish, head: Wish)]) { self.wishes = wishes }

  /// How much of a change the branch asks for and its base does not.
  enum OwnPart: Equatable {
    case whole, nothing
    /// By name, with `value` for all that tells a key's value apart.
    case fields(Set<String>)
  }

  func ownPart(of change: Change) -> OwnPart {
    guard let (base, head) = wishes[change.address] else { return .whole }
    switch (base, head) {
    case (.entry(let base), .entry(let head)):
      // Of a file that both have there is one entry.
      if ObjectIdentifier(base.entry) == ObjectIdentifier(head.entry) { return .nothing }
      let fields = Self.differences(base, head)
      return fields.isEmpty ? .nothing : .fields(fields)
    case (.released, .released), (.nothing, .nothing): return .nothing
    case (.entry, _), (.released, _), (.nothing, _): return .whole
    }
  }

  /// Whether the base wants what the target holds: a change of that takes nothing back, because the
  /// branch began with it. `field` nil: the row as a whole.
  package func wantsWhatIsThere(_ field: String?, before change: Change) -> Bool {
    guard let base = wishes[change.address]?.base else { return false }
    switch (base, change.before) {
    case (.entry(let base), let row?):
      guard let field else { return Self.differences(base, row).isEmpty }
      if field == Self.name { return base.name == row.name }
      return base.fieldsByName[field] ?? FieldValue.none == row.fieldsByName[field]
        ?? FieldValue.none
    case (.nothing, nil), (.released, nil): return true
    case (.entry, nil), (.released, _), (.nothing, _): return false
    }
  }

  private static let name = "name"

  private static func differences(_ base: Entity, _ head: Entity) -> Set<String> {
    var names = Set(FieldChange.between(base, head).map(\.name))
    if base.name != head.name { names.insert(name) }
    if case .key(let base) = base, case .key(let head) = head, base.value.isSecret,
      head.value.isSecret
    {
      names.subtract(ToldField.identity)
      if !isSameSecret(base, head) { names.insert(ToldField.value) }
    }
    return Set(names.map(ToldField.shown))
  }

  /// By what is recorded on both sides; where that is not, by where the secret is.
  private static func isSameSecret(_ base: Entry<ProductKey>, _ head: Entry<ProductKey>) -> Bool {
    if let old = base.value.identity, let new = head.value.identity { return old == new }
    return base.secret == head.secret
  }
}

/// Names of fields as origins tell of them: value, tail and check value are one thing to people.
package enum ToldField {
  static let value = ProductKey.Field.value.rawValue
  static let identity = [value, ProductKey.Field.tail.rawValue, ProductKey.Field.check.rawValue]

  static func shown(_ field: String) -> String { identity.contains(field) ? value : field }

  /// Those that an update writes, each once; of other changes none, as they are of the row as a whole.
  package static func names(of change: Change) -> [String] {
    switch change.step {
    case .create, .delete, .release: []
    case .update, .adopt: all(of: change)
    }
  }

  /// The same of what any change sets.
  static func all(of change: Change) -> [String] {
    var seen = Set<String>()
    let renamed = change.formerName == nil ? [] : ["name"]
    return (renamed + change.fields.map(\.name)).map(shown).filter { seen.insert($0).inserted }
  }
}
