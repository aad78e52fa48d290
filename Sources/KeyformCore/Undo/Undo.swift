/// What takes a change set back, as changes like those of any other plan, made from the target as it
/// is now.
package struct Undo: Sendable {
  /// Where the value of a key that comes back can be read.
  package enum Secret: Sendable {
    case from(SecretReference)
    /// Why it cannot be had, in a clause.
    case refused(String)
  }

  /// By kind and name.
  package private(set) var changes: [Change] = []
  package private(set) var refusals: [UndoRefusal] = []
  /// Items that `only` did not name.
  package private(set) var leftOut: [LeftOut] = []

  private let stored: StoredInventory
  private let unmanaged: StoredInventory
  private let digester: RowDigester?

  /// `records` are the items of the change set, `unmanaged` the unmanaged rows. `secret` is asked for
  /// each key that gets another value; `only` picks the items.
  package init(
    _ records: [JournalRecord], stored: StoredInventory, unmanaged: StoredInventory,
    only: (Address) -> Bool, secret: (ProductKey) -> Secret
  ) {
    self.stored = stored
    self.unmanaged = unmanaged
    digester = stored.digestKey.map { RowDigester(key: $0) }
    let vacated = UndoItem.vacated(by: records.filter { only($0.address) })
    for record in records {
      guard only(record.address) else {
        leftOut.append(LeftOut(action: Self.inverse(record), address: record.address))
        continue
      }
      do throws(UndoRefusal.Cause) {
        let item = UndoItem(
          record: record, stored: stored.inventory, unmanaged: unmanaged.inventory, vacated: vacated
        )
        if let step = try item.step() {
          changes.append(try change(step, secret))
        }
      } catch {
        refusals.append(UndoRefusal(address: record.address, cause: error))
      }
    }
    refuseBrokenReferences()
    changes.sort { $0.address < $1.address }
    leftOut.sort { $0.address < $1.address }
    refusals.sort { $0.address < $1.address }
  }

  private static func inverse(_ record: JournalRecord) -> Action {
    switch Action(rawValue: record.action) {
    case .create: .delete
    case .delete: .create
    case .adopt: .release
    case .release: .adopt
    case .update, nil: .update
    }
  }

  private func change(
    _ step: Change.Step, _ secret: (ProductKey) -> Secret
  ) throws(UndoRefusal.Cause) -> Change {
    let bare = Change(step)
    let base = bare.before.flatMap { row -> RowDigest? in
      let source = bare.action == .adopt ? unmanaged : stored
      var material: KeyMaterial?
      if case .key(let entry) = row, let index = source.inventory.keys.index(of: entry.name) {
        material = source.materials[index]
      }
      return digester.map { row.digest(material: material, with: $0) }
    }
    let change = Change(step, base: base)
    guard change.writesSecret, case .key(let entry) = change.after, entry.value.identity != nil
    else { return change }
    switch secret(entry.value) {
    case .refused(let reason): throw .secret(reason)
    case .from(let reference):
      let entity = Entity.key(Entry(entry.value, origin: .none, secret: reference))
      switch step {
      case .create: return Change(.create(entity))
      case .update(let from, _): return Change(.update(from: from, to: entity), base: base)
      case .adopt(let from, _): return Change(.adopt(from: from, to: entity), base: base)
      case .release, .delete: return change
      }
    }
  }

  /// Drops what would leave a reference to nothing, until nothing more has to go.
  private mutating func refuseBrokenReferences() {
    while true {
      let next = stored.inventory.applying(changes)
      let touched = Set(changes.flatMap { [$0.address] + ($0.before.map { [$0.address] } ?? []) })
      var refused: [Address: UndoRefusal] = [:]
      func refuse(_ address: Address, _ cause: UndoRefusal.Cause) {
        refused[address] = refused[address] ?? UndoRefusal(address: address, cause: cause)
      }
      for entity in next.entities {
        for reference in entity.references where next[reference] == nil {
          if touched.contains(entity.address) {
            refuse(entity.address, .refersTo(reference))
          } else if touched.contains(reference) {
            refuse(reference, .isReferredTo(by: entity.address))
          }
        }
      }
      guard !refused.isEmpty else { return }
      refusals += refused.sorted { $0.key < $1.key }.map(\.value)
      changes.removeAll { change in
        refused[change.address] != nil || change.before.map { refused[$0.address] != nil } == true
      }
    }
  }
}
