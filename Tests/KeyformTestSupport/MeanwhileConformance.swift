internal import KeyformCore
internal import Testing

/// What others do to rows that a plan refers to, or that refer to its rows, between plan and apply:
/// the plan is refused, with row and project named, and nothing is written.
enum MeanwhileConformance {
  private static let shared = KeyReference(project: "platform", name: "mak")

  /// The key is there, and shared no longer.
  static func unshared(_ session: TargetSession) throws {
    let platform = try platform(session)
    let order = try session.order(to: binding(shared))
    #expect(try session.target.examine(order) == nil)
    try platform.apply(sharing([]))
    try expectReferences(
      session, order,
      """
      binding/later refers to platform:mak, which project platform no longer shares with this one: \
      `sharedWith` has to name contoso there
      """)
    try platform.apply(sharing(["cont*"]))
    #expect(session.refusal(of: order) == nil)
    // What refers to it already is no new use.
    try platform.apply(sharing([]))
    try session.apply(binding(shared, machines: 9))
    #expect(try session.read().inventory.bindings["later"]?.value.machines == 9)
  }

  /// The key is gone.
  static func removed(_ session: TargetSession) throws {
    let platform = try platform(session)
    let order = try session.order(to: binding(shared))
    try platform.apply(.empty)
    try expectReferences(
      session, order,
      "binding/later refers to platform:mak, which project platform no longer has in the target")
  }

  /// Somebody refers to a key that goes.
  static func used(_ session: TargetSession) throws {
    let platform = try platform(session)
    let order = try platform.order(to: .empty)
    try session.apply(binding(shared))
    try expectReferences(
      platform, order,
      """
      key/mak is referred to by binding/later of project contoso by now, and would be deleted: \
      that has to let go of it first
      """)
    try session.apply(.empty)
    #expect(platform.refusal(of: order) == nil)
  }

  /// A row of the same project refers to a key or a deployment that goes.
  static func usedByOwnRow(_ session: TargetSession) throws {
    try session.apply(SampleInventory.full)
    var fewer = SampleInventory.full
    fewer.keys = EntrySet(fewer.keys.entries.filter { $0.name != "retail" })
    let order = try session.order(to: fewer)
    var more = SampleInventory.full
    more.bindings = EntrySet(
      more.bindings.entries
        + [Entry(later(KeyReference(name: "retail"), machines: nil), origin: .none)])
    try session.apply(more)
    let stale = TargetError.stale([
      StaleField(
        address: Address(.binding, "later"), field: "key", planned: nil, now: "retail")
    ])
    try expect(session, order, stale)
    more.deployments = EntrySet(more.deployments.entries.filter { $0.name != "laptops" })
    guard case .stale(let fields) = session.refusal(of: try session.order(to: more)) else {
      Issue.record("a deployment that is bound went")
      return
    }
    #expect(fields.map(\.address.name) == ["laptops.gvlk", "laptops.mak", "later"])
    #expect(fields.allSatisfy { $0.field == "deployment" && $0.now == "laptops" })
  }

  /// The project's own key is gone.
  static func ownKeyRemoved(_ session: TargetSession) throws {
    try session.apply(SampleInventory.full)
    var more = SampleInventory.full
    more.bindings = EntrySet(
      more.bindings.entries
        + [Entry(later(KeyReference(name: "retail"), machines: nil), origin: .none)])
    let order = try session.order(to: more)
    var fewer = SampleInventory.full
    fewer.keys = EntrySet(fewer.keys.entries.filter { $0.name != "retail" })
    try session.apply(fewer)
    let gone = StaleField(
      address: Address(.key, "retail"), field: nil, planned: "present", now: nil)
    try expect(session, order, .stale([gone]))
  }

  /// Looking says what an apply would, and writes nothing.
  static func examined(_ session: TargetSession) throws {
    let first = try session.order(to: SampleInventory.full)
    #expect(try session.target.examine(first) == nil)
    #expect(try session.target.inspect() == .empty, "looking makes nothing")
    try session.apply(SampleInventory.full)
    try expect(session, first, .otherTarget)
    let order = try session.order(to: SampleInventory.changing("mak") { $0.licences = 4 })
    #expect(try session.target.examine(order) == nil)
    try session.apply(SampleInventory.changing("mak") { $0.licences = 5 })
    let field = StaleField(
      address: Address(.key, "mak"), field: "licences", planned: "450", now: "5")
    try expect(session, order, .stale([field]))
  }

  private static func platform(_ session: TargetSession) throws -> TargetSession {
    let platform = TargetSession(session.target, project: "platform")
    try platform.apply(sharing(["contoso"]))
    return platform
  }

  private static func sharing(_ patterns: [String]) -> Inventory {
    SampleInventory.changing("mak") { $0.sharedWith = patterns }
  }

  /// A deployment that is bound to the key.
  private static func binding(_ key: KeyReference, machines: Int? = nil) -> Inventory {
    var deployment = Deployment(name: "laptops")
    deployment.os = ProductID("windows-11/enterprise")
    return Inventory(
      deployments: EntrySet([Entry(deployment, origin: .none)]),
      bindings: EntrySet([Entry(later(key, machines: machines), origin: .none)]))
  }

  private static func later(_ key: KeyReference, machines: Int?) -> Binding {
    var binding = Binding(name: "later")
    binding.deployment = "laptops"
    binding.key = key
    binding.use = [.activation]
    binding.machines = machines
    return binding
  }

  private static func expectReferences(
    _ session: TargetSession, _ order: ApplyOrder, _ problem: String
  ) throws {
    guard case .references(let problems) = session.examination(of: order) else {
      Issue.record("let pass though \(problem)")
      return
    }
    #expect(problems.contains(problem), "\(problems)")
    try expect(session, order, .references(problems))
  }

  private static func expect(
    _ session: TargetSession, _ order: ApplyOrder, _ error: TargetError
  ) throws {
    let before = try session.target.history(project: session.project, limit: 99).count
    #expect(session.examination(of: order) == error)
    #expect(session.refusal(of: order) == error)
    #expect(
      try session.target.history(project: session.project, limit: 99).count == before,
      "nothing was written")
  }
}
