internal import KeyformCore
internal import Testing

/// Rows get other names, whatever refers to them, at once or not at all.
enum RenameConformance {
  /// Every kind under new names, exchanged and in circles; what refers follows.
  static func follows(_ session: TargetSession) throws {
    for moves in RenameSamples.moves {
      try check(session, moves) { moves[$0] ?? $0 }
    }
  }

  /// The same, and what refers goes on referring by the name: to another row now.
  static func exchangesUnderReferences(_ session: TargetSession) throws {
    for moves in RenameSamples.moves where Set(moves.keys) == Set(moves.values) {
      try check(session, moves) { $0 }
    }
  }

  /// Keys exchange their values, and bindings their keys.
  static func exchangesContents(_ session: TargetSession) throws {
    let moves = ["a": "b", "b": "c", "c": "a"]
    try start(session)
    var desired = RenameSamples.inventory()
    desired.keys = RenameSamples.inventory(moves).keys
    desired.bindings = RenameSamples.inventory(references: { moves[$0] ?? $0 }).bindings
    var secrets: [String: KeyMaterial] = [:]
    for (old, key) in RenameSamples.secrets { secrets[moves[old] ?? old] = key }
    try session.apply(desired, secrets: secrets)
    try expect(session, desired, secrets)
  }

  /// A row that takes the place of one that is deleted, and one that comes where another left.
  static func fillsPlaces(_ session: TargetSession) throws {
    try start(session)
    // a becomes b, the row that was called b goes, and one like it comes as a.
    let moves = ["a": "b"]
    let exchange = ["a": "b", "b": "a"]
    let desired = RenameSamples.inventory(exchange) { exchange[$0] ?? $0 }
    let changes = RenamedChanges(try session.read(), desired, moves).changes
    #expect(changes.count { $0.formerName != nil } == 5)
    #expect(changes.count { $0.action == .delete } == 5)
    #expect(changes.count { $0.action == .create } == 5)
    var secrets: [String: KeyMaterial] = [:]
    for (old, key) in RenameSamples.secrets { secrets[exchange[old] ?? old] = key }
    let new = secrets.filter { $0.key == "a" }
    _ = try session.target.apply(
      try session.order(changes, secrets: new), progress: ProgressReport())
    try expect(session, desired, secrets)
    try session.apply(.empty)
  }

  /// The row was renamed, or somebody else's has the name by now.
  static func stale(_ session: TargetSession) throws {
    try start(session)
    let moves = ["a": "z"]
    let desired = RenameSamples.inventory(moves) { moves[$0] ?? $0 }
    let changes = RenamedChanges(try session.read(), desired, moves).changes
    let order = try session.order(changes, secrets: [:])
    var occupied = RenameSamples.inventory()
    var key = ProductKey(name: "z")
    key.keyKind = .retail
    occupied.keys = EntrySet(occupied.keys.entries + [Entry(key, origin: .none)])
    try session.apply(occupied, secrets: RenameSamples.secrets)
    let present = StaleField(
      address: Address(.key, "z"), field: nil, planned: nil, now: "present")
    #expect(session.refusal(of: order) == .stale([present]))
    try start(session)
    #expect(session.refusal(of: order) == nil)
    guard case .stale(let gone) = session.refusal(of: order) else {
      Issue.record("renamed twice")
      return
    }
    #expect(gone.contains { $0.address == Address(.key, "a") && $0.now == nil })
  }

  private static func check(
    _ session: TargetSession, _ moves: [String: String], _ references: (String) -> String
  ) throws {
    try start(session)
    let desired = RenameSamples.inventory(moves, references: references)
    let changes = RenamedChanges(try session.read(), desired, moves).changes
    #expect(changes.count { $0.formerName != nil } == moves.count * 5)
    // No secret: the values move with their rows.
    _ = try session.target.apply(
      try session.order(changes, secrets: [:]), progress: ProgressReport())
    var secrets: [String: KeyMaterial] = [:]
    for (old, key) in RenameSamples.secrets { secrets[moves[old] ?? old] = key }
    try expect(session, desired, secrets)
    let renamed = try session.target.records(
      project: session.project, of: .rows([Address(.key, "none")]))
    #expect(renamed.count { $0.previousName != nil } >= moves.count)
    try session.apply(.empty)
  }

  private static func start(_ session: TargetSession) throws {
    try session.apply(RenameSamples.inventory(), secrets: RenameSamples.secrets)
  }

  private static func expect(
    _ session: TargetSession, _ desired: Inventory, _ secrets: [String: KeyMaterial]
  ) throws {
    let stored = try session.read()
    #expect(Difference.changes(from: stored, to: desired).isEmpty)
    for (index, entry) in stored.inventory.keys.entries.enumerated() {
      #expect(stored.materials[index] == secrets[entry.name], "\(entry.name)")
    }
  }
}
