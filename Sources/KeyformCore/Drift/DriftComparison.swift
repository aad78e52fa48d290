/// Compares three states: what the file wants, what the target holds, and what was applied last.
package enum DriftComparison {
  /// An item for every change, in their order. `changes` lead from the target to the files. Where
  /// `withheld`, the role read no values of the target, and keys are told apart by tail and check value.
  package static func items(
    of changes: [Change], _ applied: LastApplied, withheld: Bool = false
  ) -> [DriftItem] {
    changes.map { change in
      let address = change.before?.address ?? change.address
      let base = applied.fields(of: address)
      let presence = presence(of: change, wasApplied: base != nil)
      let fields = fields(of: change, presence, base, withheld: withheld)
      return DriftItem(
        address: change.address, presence: presence, cause: cause(presence, fields),
        fields: fields, file: change.after, target: change.before,
        changeSet: applied.changeSet(of: address))
    }
  }

  private static func presence(of change: Change, wasApplied: Bool) -> DriftItem.Presence {
    switch change.step {
    // A unmanaged row is none of ours.
    case .create, .adopt: wasApplied ? .deleted : .new
    case .delete, .release: wasApplied ? .removed : .inserted
    case .update: .both
    }
  }

  private static func cause(
    _ presence: DriftItem.Presence, _ fields: [DriftField]
  ) -> DriftCause {
    switch presence {
    case .new: .file
    case .inserted: .target
    case .deleted: fields.isEmpty ? .target : .both
    case .removed: fields.isEmpty ? .file : .both
    case .both:
      DriftCause(
        fileMoved: fields.contains { $0.cause != .target },
        targetMoved: fields.contains { $0.cause.isDrift })
    }
  }

  private static func fields(
    of change: Change, _ presence: DriftItem.Presence, _ base: [String: FieldValue]?,
    withheld: Bool
  ) -> [DriftField] {
    let file = change.after?.fieldsByName ?? [:]
    let target = change.before?.fieldsByName ?? [:]
    let base = base ?? [:]
    let supposed = withheld ? supposing(base, in: target) : target
    let names: [String]
    switch presence {
    case .new, .inserted: return []
    case .both: names = change.fields.map(\.name)
    // The side that is left, against what was applied.
    case .deleted: names = moved(change.after, file, from: base)
    case .removed: names = moved(change.before, supposed, from: base)
    }
    var fields: [DriftField] = []
    for name in names where !identity.contains(name) {
      let applied = base[name] ?? .none
      fields.append(
        DriftField(
          name: name, file: file[name] ?? .none, target: target[name] ?? .none, applied: applied,
          cause: cause(
            name, fileMoved: hasMoved(name, file, base),
            targetMoved: hasMoved(name, supposed, base)))
      )
    }
    // Value, tail and check value are one thing to people.
    if names.contains(where: identity.contains) {
      let parts = identity.filter { name in
        [file, target, base].contains { $0[name] ?? .none != .none }
      }
      fields.insert(
        DriftField(
          name: ProductKey.Field.value.rawValue, file: shownValue(file),
          target: shownValue(target), applied: shownValue(base),
          cause: DriftCause(
            fileMoved: parts.contains { hasMoved($0, file, base) },
            targetMoved: parts.contains { hasMoved($0, supposed, base) })), at: 0)
    }
    return fields
  }

  private static let identity = [
    ProductKey.Field.value.rawValue, ProductKey.Field.tail.rawValue,
    ProductKey.Field.check.rawValue,
  ]

  private static func cause(_ field: String, fileMoved: Bool, targetMoved: Bool) -> DriftCause {
    // Where an observation differs, the file's is the newer one: no conflict.
    if JournalStep.observations.contains(field), fileMoved { return .file }
    return DriftCause(fileMoved: fileMoved, targetMoved: targetMoved)
  }

  private static func hasMoved(
    _ name: String, _ side: [String: FieldValue], _ base: [String: FieldValue]
  ) -> Bool {
    if name == ProductKey.Field.value.rawValue, base[name] == nil, let shown = hidden(base) {
      // The journal hid a value that the catalogue does not know.
      let material = side[name]?.string.flatMap(KeyMaterial.init(canonical:))
      return material.map { KeyIdentity(of: $0) != shown } ?? false
    }
    return (side[name] ?? .none).asJournaled(in: name) != base[name] ?? .none
  }

  /// A row whose value nobody read, with the value of `base` where tail and check value are those of
  /// it: nothing says that they differ.
  private static func supposing(
    _ base: [String: FieldValue], in row: [String: FieldValue]
  ) -> [String: FieldValue] {
    let name = ProductKey.Field.value.rawValue
    guard row[name]?.string == nil, let shown = hidden(row), let value = base[name],
      let material = value.string.flatMap(KeyMaterial.init(canonical:)),
      KeyIdentity(of: material) == shown
    else { return row }
    var row = row
    row[name] = value
    return row
  }

  private static func hidden(_ fields: [String: FieldValue]) -> KeyIdentity? {
    guard let tail = fields[ProductKey.Field.tail.rawValue]?.string.flatMap({ KeyTail($0) }),
      let check = fields[ProductKey.Field.check.rawValue]?.string.flatMap({ KeyCheck($0) })
    else { return nil }
    return KeyIdentity(tail: tail, check: check)
  }

  /// Fields of one side that are no longer as they were applied, in the order of the kind.
  private static func moved(
    _ entity: Entity?, _ side: [String: FieldValue], from base: [String: FieldValue]
  ) -> [String] {
    guard let entity else { return [] }
    let gone = base.keys.filter { side[$0] == nil }.sorted()
    return (entity.fields.map(\.name) + gone).filter { name in
      !JournalStep.observations.contains(name) && hasMoved(name, side, base)
    }
  }

  /// A public value as it is; of a secret one its identity.
  private static func shownValue(_ fields: [String: FieldValue]) -> FieldValue {
    if let value = fields["value"], value != .none { return value }
    guard let tail = fields["tail"]?.string else { return .none }
    guard let check = fields["check"]?.string else { return .text("…-\(tail)") }
    return .text("…-\(tail) (\(check))")
  }
}
