/// The rows before and after a plan, as machines notice them: unmanaged rows that the project takes
/// over were there before, and rows that it lets go of stay.
struct ImpactRows {
  let before: Inventory
  let after: Inventory
  /// Names that renamed rows had, by the address that they get.
  let formerNames: [Address: String]
  /// Unmanaged rows that are taken over.
  let adopted: Set<Address>

  init(_ changes: [Change], _ stored: Inventory) {
    var before = EntryReplacement()
    var after = EntryReplacement()
    var formerNames: [Address: String] = [:]
    var adopted = Set<Address>()
    for change in changes {
      switch change.step {
      case .create(let entity): after.add(entity)
      case .update(let from, let to):
        after.remove(from.address)
        after.add(to)
        if let former = change.formerName { formerNames[change.address] = former }
      case .adopt(let from, let to):
        before.add(Self.owned(from, to))
        after.add(to)
        adopted.insert(from.address)
      case .delete(let entity): after.remove(entity.address)
      case .release: break
      }
    }
    self.before = before.isEmpty ? stored : before.applied(to: stored)
    self.after = after.applied(to: stored)
    self.formerNames = formerNames
    self.adopted = adopted
  }

  /// A unmanaged row names a key of this project with the project in front, ours does not.
  private static func owned(_ from: Entity, _ to: Entity) -> Entity {
    guard case .binding(let row) = from, case .binding(let wanted) = to,
      row.value.key.project != nil, row.value.key.name == wanted.value.key.name
    else { return from }
    var binding = row.value
    binding.key = wanted.value.key
    return .binding(row.with(binding))
  }

  /// The name that the row had, whatever it is called now.
  func formerName(_ kind: EntityKind, _ name: String) -> String {
    formerNames.isEmpty ? name : formerNames[Address(kind, name)] ?? name
  }
}
