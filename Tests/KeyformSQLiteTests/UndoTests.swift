import KeyformCore
import KeyformSQL
import KeyformTestSupport
import Testing

/// Undo on a real database: what it gives back, and what it refuses.
@Suite struct UndoTests {
  private func undo(
    _ changeSet: Int, in folder: TemporaryFolder, only: (Address) -> Bool = { _ in true },
    secret: (ProductKey) -> Undo.Secret = { .from(.environment($0.name)) }
  ) throws -> Undo {
    Undo(
      try folder.target.records(project: "contoso", of: .changeSet(changeSet)),
      stored: try folder.session.read(), unmanaged: .empty, only: only, secret: secret)
  }

  private func texts(
    _ undo: Undo, after changeSet: Int, in folder: TemporaryFolder
  ) throws -> [String] {
    let later = try folder.target.records(project: "contoso", of: .all)
      .filter { $0.changeSet > changeSet }
    return undo.refusals.map { $0.text(later: later) }
  }

  /// Random edits, one apply each; then every apply is taken back, the last one first. After each
  /// the rows and the secret values are those of before.
  @Test(arguments: 1...12)
  func givesTheStateBefore(_ seed: UInt64) throws {
    let folder = try TemporaryFolder()
    var edits = RandomEdits(seed: seed)
    var states = [Rows(.empty, [])]
    var applied: [Int] = []
    for _ in 0..<5 {
      let next = edits.next()
      let order = try folder.session.order(to: next.inventory, secrets: next.secrets)
      if order.changes.isEmpty { continue }
      applied.append(try folder.target.apply(order, progress: ProgressReport()).changeSet)
      let stored = try folder.session.read()
      states.append(Rows(stored.inventory, stored.materials))
    }
    #expect(applied.count > 2)
    for (changeSet, before) in zip(applied, states).reversed() {
      let undo = try undo(changeSet, in: folder)
      #expect(try texts(undo, after: changeSet, in: folder) == [])
      let order = try folder.session.order(
        undo.changes, secrets: edits.secrets(for: undo.changes))
      let receipt = try folder.target.apply(order, progress: ProgressReport())
      let stored = try folder.session.read()
      #expect(Rows(stored.inventory, stored.materials) == before, "seed \(seed), set \(changeSet)")
      // And back again: the undo of an undo.
      if changeSet == applied.last {
        let redo = try self.undo(receipt.changeSet, in: folder)
        _ = try folder.target.apply(
          try folder.session.order(redo.changes, secrets: edits.secrets(for: redo.changes)),
          progress: ProgressReport())
        let again = try folder.session.read()
        #expect(Rows(again.inventory, again.materials) == states.last)
        let last = try self.undo(changeSet, in: folder)
        _ = try folder.target.apply(
          try folder.session.order(last.changes, secrets: edits.secrets(for: last.changes)),
          progress: ProgressReport())
      }
    }
  }

  @Test func refusesWhatWasChangedAgain() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    try folder.session.apply(
      SampleInventory.changing("mak") {
        $0.quantity = .count(7)
        $0.licences = 9
      })
    try folder.session.apply(SampleInventory.changing("mak") { $0.quantity = .count(8) })
    let undo = try undo(2, in: folder)
    #expect(undo.changes.isEmpty)
    #expect(
      try texts(undo, after: 2, in: folder) == [
        "key/mak: quantity was changed again by change set 3"
      ])
    try folder.tamper("UPDATE product_key SET quantity = 7, licences = 1 WHERE name = 'mak'")
    let late = try self.undo(3, in: folder)
    #expect(
      try texts(late, after: 3, in: folder) == [
        "key/mak: licences was changed again by something else than Keyform"
      ])
  }

  @Test func aCreateThatIsReferredToIsRefused() throws {
    let folder = try TemporaryFolder()
    var first = SampleInventory.full
    first.bindings = .empty
    try folder.session.apply(first)
    try folder.session.apply(SampleInventory.full)
    let undo = try undo(1, in: folder)
    let refused = try texts(undo, after: 1, in: folder)
    #expect(refused.contains("key/gvlk: binding/laptops.gvlk refers to it"))
    #expect(refused.contains("deployment/laptops: binding/laptops.gvlk refers to it"))
    #expect(undo.changes.map(\.address.description).contains("deployment/minimal"))
    #expect(!undo.changes.map(\.address.description).contains("key/mak"))
    let part = try self.undo(1, in: folder, only: { $0.name == "minimal" })
    #expect(part.changes.map(\.address.description) == ["deployment/minimal"])
    #expect(part.refusals.isEmpty && part.leftOut.count == first.count - 1)
  }

  @Test func aSecretThatCannotBeHadIsRefusedByName() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    try folder.session.apply(.empty)
    let undo = try undo(
      2, in: folder,
      secret: { key in
        key.name == "mak" ? .refused("its variable is empty") : .from(.environment("X"))
      })
    let refused = try texts(undo, after: 2, in: folder)
    #expect(refused.contains("key/mak: its variable is empty"))
    #expect(refused.contains("binding/laptops.mak: it refers to key/mak, which is not there"))
    let names = undo.changes.map(\.address.description)
    #expect(names.contains("key/csvlk") && names.contains("binding/laptops.gvlk"))
    #expect(!names.contains("directory/forest"), "it names the key that cannot come back")
    let csvlk = undo.changes.first { $0.address.name == "csvlk" }
    #expect(csvlk?.after?.secret == .environment("X"))
  }

  @Test func maskedTextIsRefused() throws {
    let folder = try TemporaryFolder()
    let desired = SampleInventory.changing("gvlk") {
      $0.annotations.note = "old key \(SampleInventory.secret.reveal())"
    }
    try folder.session.apply(desired)
    try folder.session.apply(SampleInventory.full)
    let undo = try undo(2, in: folder)
    let texts = try texts(undo, after: 2, in: folder)
    #expect(texts == ["key/gvlk: note held what looks like a key, which the journal does not keep"])
    #expect(!texts.joined().contains("FKFKF"))
  }

  @Test func whatIsBackAlreadyNeedsNoChange() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    try folder.session.apply(SampleInventory.changing("mak") { $0.quantity = .count(7) })
    try folder.session.apply(SampleInventory.full)
    let undo = try undo(2, in: folder)
    #expect(undo.changes.isEmpty && undo.refusals.isEmpty)
  }
}

/// What a project's rows are, secret values included.
private struct Rows: Equatable {
  let lines: [String]
  let materials: [KeyMaterial?]

  init(_ inventory: Inventory, _ materials: [KeyMaterial?]) {
    lines = inventory.entities.map { entity in
      "\(entity.address) " + entity.fields.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
    }
    self.materials = materials
  }
}

/// Inventories that differ in random ways, with the secret values that they need.
private struct RandomEdits {
  private var generator: SeededGenerator
  private var current = SampleInventory.full
  private var secrets = SampleInventory.secrets
  private var known: [KeyIdentity: KeyMaterial] = [:]
  private var number = 100

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    for key in secrets.values { known[KeyIdentity(of: key)] = key }
  }

  mutating func next() -> (inventory: Inventory, secrets: [String: KeyMaterial]) {
    var keys = current.keys.entries.map(\.value)
    for index in keys.indices where Bool.random(using: &generator) {
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: keys[index].quantity = .count(Int.random(in: 0..<9, using: &generator))
      case 1: keys[index].annotations.note = Bool.random(using: &generator) ? nil : "n\(number)"
      case 2: keys[index].annotations.labels = []
      case 3: keys[index].state = .retired
      case 4: keys[index].products = []
      default: rotate(&keys[index])
      }
    }
    current.keys = EntrySet(keys.map { Entry($0, origin: .none) })
    var inventory = current
    // Now and then whole kinds are gone, and come back.
    if Int.random(in: 0..<3, using: &generator) == 0 { inventory.bindings = .empty }
    if Int.random(in: 0..<3, using: &generator) == 0 {
      inventory.hosts = .empty
      inventory.directories = .empty
      if inventory.bindings.count == 0 { inventory.keys = .empty }
    }
    if inventory.bindings.count == 0, Bool.random(using: &generator) {
      inventory.deployments = .empty
    }
    return (inventory, secrets)
  }

  private mutating func rotate(_ key: inout ProductKey) {
    guard key.identity != nil, key.isSecret else { return }
    number += 1
    let value = SampleKeys.secret(number)
    key.tail = value.tail
    key.check = KeyCheck(of: value)
    secrets[key.name] = value
    known[KeyIdentity(of: value)] = value
  }

  /// By the identity that the changes ask for, as the repository at the commit would give them.
  func secrets(for changes: [Change]) -> [String: KeyMaterial] {
    var secrets: [String: KeyMaterial] = [:]
    for case .key(let entry)? in changes.map(\.after) {
      secrets[entry.name] = entry.value.identity.flatMap { known[$0] }
    }
    return secrets
  }
}

private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
