import KeyformCore
import Testing

/// `was:` renames rows in place: once, and in any constellation of names.
@Suite struct RenameTests {
  private let digestKey = DigestKey.random()

  /// Rows and entries as `name=value` and `name=value<former`; what the plan does, and what became
  /// of each `was:`. The value stands in a key's identity and in a deployment's release.
  @Test(
    arguments: [
      ("a=1", "b=1<a", "~b<a", "renames"),
      ("a=1", "b=2<a", "~b<a", "renames"),
      // Done before: the word is left in the file.
      ("b=1", "b=1<a", "", "isDone"),
      ("b=1", "b=2<a", "~b", "isDone"),
      ("", "b=1<a", "+b", "findsNothing"),
      ("c=1", "b=1<a", "+b -c", "findsNothing"),
      // A <-> B, before and after.
      ("a=1 b=2", "a=2<b b=1<a", "~a<b ~b<a", "renames renames"),
      ("a=2 b=1", "a=2<b b=1<a", "", "isDone isDone"),
      // A cycle of three, before and after.
      ("a=1 b=2 c=3", "a=2<b b=3<c c=1<a", "~a<b ~b<c ~c<a", "renames renames renames"),
      ("a=2 b=3 c=1", "a=2<b b=3<c c=1<a", "", "isDone isDone isDone"),
      // A chain, before and after.
      ("a=1 b=2", "b=1<a c=2<b", "~b<a ~c<b", "renames renames"),
      ("b=1 c=2", "b=1<a c=2<b", "", "isDone isDone"),
      // The freed name is a new entry of its own only where that claims another row.
      ("a=1 z=9", "a=9<z b=1<a", "~a<z ~b<a", "renames renames"),
      // Both names are there and nothing moves the new one's row away: no row is lost on the way.
      ("a=1 b=2", "b=1<a", "-a ~b", "isOccupied"),
      ("a=1 b=1", "b=1<a", "-a", "isDone"),
      // The old name is an entry whose own claim is done: the row stays with it.
      ("a=9", "a=9<z b=1<a", "+b", "isDone isOccupied"),
    ] as [(String, String, String, String)])
  func constellations(_ stored: String, _ desired: String, _ plan: String, _ outcomes: String)
    throws
  {
    let keys = (try Self.entries(stored, Self.key), try Self.entries(desired, Self.key))
    try check(Inventory(keys: keys.0), Inventory(keys: keys.1), plan, outcomes)
    let deployments = (
      try Self.entries(stored, Self.deployment), try Self.entries(desired, Self.deployment)
    )
    try check(
      Inventory(deployments: deployments.0), Inventory(deployments: deployments.1), plan,
      outcomes)
  }

  private func check(
    _ stored: Inventory, _ desired: Inventory, _ plan: String, _ outcomes: String
  ) throws {
    let changes = differences(stored, desired)
    #expect(changes.map(Self.shown).joined(separator: " ") == plan)
    let claims = Renames(from: stored, to: desired).claims
    #expect(claims.map { "\($0.outcome)" }.joined(separator: " ") == outcomes)
    let applied = try AppliedChanges.applied(changes, to: stored)
    #expect(differences(applied, desired).isEmpty, "a second plan has nothing to do")
  }

  /// Short-form bindings are named after deployment and key, and follow both.
  @Test func shortBindingsFollow() throws {
    let stored = Inventory(
      keys: try Self.entries("mak=1 gvlk=2", Self.key),
      deployments: try Self.entries("berlin=1 paris=1", Self.deployment),
      bindings: EntrySet([
        Self.binding("berlin", "mak", activated: 7), Self.binding("paris", "gvlk"),
        Self.binding("paris", "mak"), Self.binding("berlin", "mak", name: "licence"),
      ]))
    let desired = Inventory(
      keys: try Self.entries("mak-2026=1<mak gvlk=2", Self.key),
      deployments: try Self.entries("berlin-office=1<berlin paris=1", Self.deployment),
      bindings: EntrySet([
        Self.binding("berlin-office", "mak-2026"), Self.binding("paris", "gvlk"),
        Self.binding("paris", "mak-2026"),
        Self.binding("berlin-office", "mak-2026", name: "licence"),
      ]))
    let changes = differences(stored, desired)
    #expect(
      changes.map { "\($0.address)<\($0.formerName ?? "")" } == [
        "key/mak-2026<mak", "deployment/berlin-office<berlin",
        "binding/berlin-office.mak-2026<berlin.mak", "binding/licence<",
        "binding/paris.mak-2026<paris.mak",
      ])
    guard case .binding(let followed) = changes[2].after else {
      Issue.record("no binding")
      return
    }
    #expect(followed.value.activated?.count == 7, "observations of the row stay")
    #expect(Change.hazards(of: changes).isEmpty)
    let applied = try AppliedChanges.applied(changes, to: stored)
    #expect(differences(applied, desired).isEmpty)
  }

  /// Names of two keys exchanged: what each deployment activates with stays as it is.
  @Test func shortBindingsOfExchangedKeys() throws {
    let stored = Inventory(
      keys: try Self.entries("a=1 b=2", Self.key),
      deployments: try Self.entries("d=1", Self.deployment),
      bindings: EntrySet([Self.binding("d", "a", activated: 1), Self.binding("d", "b")]))
    let desired = Inventory(
      keys: try Self.entries("a=2<b b=1<a", Self.key), deployments: stored.deployments,
      bindings: EntrySet([Self.binding("d", "a"), Self.binding("d", "b")]))
    let changes = differences(stored, desired)
    #expect(changes.map(Self.shown) == ["~a<b", "~b<a", "~d.a<d.b", "~d.b<d.a"])
    let applied = try AppliedChanges.applied(changes, to: stored)
    #expect(applied.bindings["d.b"]?.value.activated?.count == 1)
    #expect(differences(applied, desired).isEmpty)
  }

  @Test func hostsAndDirectoriesAreRenamedToo() throws {
    let stored = Inventory(
      hosts: EntrySet([Entry(stored: KMSHost(name: "a"))]),
      directories: EntrySet([Entry(stored: Directory(name: "a"))]))
    let desired = Inventory(
      hosts: EntrySet([Entry(KMSHost(name: "b"), origin: .none, was: "a")]),
      directories: EntrySet([Entry(Directory(name: "c"), origin: .none, was: "a")]))
    #expect(differences(stored, desired).map(Self.shown) == ["~b<a", "~c<a"])
  }

  /// Any renaming of any rows: applied, the target is as wanted, and a second plan is empty with
  /// every `was:` left in the files.
  @Test(arguments: 0..<300)
  func anyRenaming(_ seed: Int) throws {
    var random = Generator(seed: UInt64(seed))
    let names = ["a", "b", "c", "d", "e", "f"]
    var value = 0
    func make(_ name: String) -> String {
      value += 1
      return "\(name)=\(value % 7)"
    }
    let before = names.filter { _ in Bool.random(using: &random) }
    let rows = before.map(make)
    // Each entry is new, an old one, or an old one under another name.
    var free = names.shuffled(using: &random)
    var entries: [String] = []
    for row in rows.shuffled(using: &random) {
      guard Int.random(in: 0..<5, using: &random) > 0, let name = free.popLast() else { continue }
      let old = String(row.prefix(1))
      let content = Bool.random(using: &random) ? String(row.dropFirst(2)) : "\(value % 5)"
      entries.append("\(name)=\(content)" + (name == old ? "" : "<\(old)"))
    }
    if let name = free.popLast() { entries.append(make(name)) }
    let stored = Inventory(
      keys: try Self.entries(rows.joined(separator: " "), Self.key),
      deployments: try Self.entries(rows.joined(separator: " "), Self.deployment))
    let desired = Inventory(
      keys: try Self.entries(entries.joined(separator: " "), Self.key),
      deployments: try Self.entries(entries.joined(separator: " "), Self.deployment))
    let changes = differences(stored, desired)
    #expect(Set(changes.map(\.address)).count == changes.count, "one change an address")
    let applied = try AppliedChanges.applied(changes, to: stored)
    #expect(applied.keys.entries.map(\.value) == desired.keys.entries.map(\.value))
    #expect(applied.deployments.entries.map(\.value) == desired.deployments.entries.map(\.value))
    #expect(differences(applied, desired).isEmpty, "\(rows) \(entries)")
  }

  private struct Generator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state &* 0x2545_F491_4F6C_DD1D
    }
  }

  private static func shown(_ change: Change) -> String {
    change.action.symbol + change.address.name + (change.formerName.map { "<\($0)" } ?? "")
  }

  private static func entries<Value: Managed>(
    _ text: String, _ make: (String, Int) throws -> Value
  ) throws -> EntrySet<Value> {
    EntrySet(
      try text.split(separator: " ").map { word in
        let parts = word.split(separator: "<").map(String.init)
        let value = parts[0].split(separator: "=").map(String.init)
        return Entry(
          try make(value[0], Int(value[1]) ?? 0), origin: .none,
          was: parts.count > 1 ? parts[1] : nil)
      })
  }

  private static func key(_ name: String, _ value: Int) throws -> ProductKey {
    var key = ProductKey(name: name)
    key.keyKind = .mak
    key.tail = KeyTail("2YT43")
    key.check = KeyCheck("9f\(value)")
    return key
  }

  private static func deployment(_ name: String, _ value: Int) throws -> Deployment {
    var deployment = Deployment(name: name)
    deployment.release = "\(value)"
    return deployment
  }

  private static func binding(
    _ deployment: String, _ key: String, name: String? = nil, activated: Int? = nil
  ) -> Entry<Binding> {
    var binding = Binding(name: name ?? "\(deployment).\(key)")
    binding.deployment = deployment
    binding.key = KeyReference(name: key)
    binding.use = [.activation]
    binding.activated = activated.map { Observation(count: $0, asOf: nil) }
    return Entry(stored: binding)
  }

  private func differences(_ stored: Inventory, _ desired: Inventory) -> [Change] {
    Difference.changes(
      from: StoredInventory(
        inventory: stored, materials: Array(repeating: nil, count: stored.keys.count),
        digestKey: digestKey),
      to: desired)
  }
}
