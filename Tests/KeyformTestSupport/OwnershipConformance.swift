internal import KeyformCore
internal import Testing

/// Rows become unmanaged and somebody's again; those of others stay as they are.
enum OwnershipConformance {
  private static let everything = [Glob("*")]

  /// One project lets go of all it has, another one takes it over: values and all.
  static func handOver(_ session: TargetSession) throws {
    try session.apply(SampleInventory.full)
    let before = try session.read()
    try release(session, .empty)
    let released = try session.read()
    #expect(released.inventory.count == 0)
    #expect(released.unmanaged.count == SampleInventory.full.count)
    #expect(released.unmanagedMaterials == before.materials)
    try expectEqual(released.unmanaged, SampleInventory.full)

    let heir = TargetSession(session.target, project: "berlin")
    // No secret is at hand: values move with their rows.
    let order = try heir.order(to: SampleInventory.full, secrets: [:])
    #expect(order.changes.allSatisfy { $0.action == .adopt && $0.fields.isEmpty })
    _ = try heir.target.apply(order, progress: ProgressReport())
    let adopted = try heir.read()
    try expectEqual(adopted.inventory, SampleInventory.full)
    #expect(adopted.materials == before.materials)
    #expect(adopted.unmanaged.count == 0)
    #expect(try session.read().inventory.count == 0)
    #expect(
      try heir.target.history(project: "berlin", limit: 5).map(\.items) == [order.changes.count])
  }

  /// A row that is taken over becomes as wanted at once, its value included.
  static func adoptsWithChanges(_ session: TargetSession) throws {
    let unmanaged = TargetSession(session.target, project: "")
    try unmanaged.apply(SampleInventory.full)
    let next = SampleKeys.secret(77)
    let desired = SampleInventory.changing("mak") {
      $0.tail = next.tail
      $0.check = KeyCheck(of: next)
      $0.quantity = .count(1)
      $0.products = [ProductID("windows-11/pro")]
    }
    let order = try session.order(to: desired, secrets: ["mak": next])
    #expect(order.changes.allSatisfy { $0.action == .adopt })
    _ = try session.target.apply(order, progress: ProgressReport())
    let stored = try session.read()
    try expectEqual(stored.inventory, desired)
    #expect(stored.inventory.keys.index(of: "mak").flatMap { stored.materials[$0] } == next)
    #expect(stored.unmanaged.count == 0)
  }

  /// What stays is referred to by its owner's name; the row that refers is unmanaged.
  static func releasesInPart(_ session: TargetSession) throws {
    try session.apply(SampleInventory.full)
    var left = SampleInventory.full
    left.bindings = .empty
    left.deployments = EntrySet(left.deployments.entries.filter { $0.name != "laptops" })
    left.hosts = EntrySet(left.hosts.entries.filter { $0.name != "kms" })
    left.keys = EntrySet(left.keys.entries.filter { $0.name != "gvlk" })
    try release(session, left)
    let stored = try session.read()
    try expectEqual(stored.inventory, left)
    let unmanaged = stored.unmanaged
    #expect(
      unmanaged.bindings["laptops.mak"]?.value.key
        == KeyReference(project: session.project, name: "mak"))
    #expect(unmanaged.bindings["laptops.gvlk"]?.value.key == KeyReference(name: "gvlk"))
    #expect(
      unmanaged.hosts["kms"]?.value.hostKeys
        == [KeyReference(project: session.project, name: "csvlk")])
    // And back: what refers to us by name is ours again.
    try session.apply(SampleInventory.full)
    let back = try session.read()
    try expectEqual(back.inventory, SampleInventory.full)
    #expect(back.unmanaged.count == 0)
  }

  static func staleAdoption(_ session: TargetSession) throws {
    let unmanaged = TargetSession(session.target, project: "")
    try unmanaged.apply(SampleInventory.full)
    let order = try session.order(to: SampleInventory.full, secrets: [:])
    try unmanaged.apply(SampleInventory.changing("mak") { $0.quantity = .count(600) })
    let changed = StaleField(
      address: Address(.key, "mak"), field: "quantity", planned: "500", now: "600")
    #expect(session.refusal(of: order) == .stale([changed]))
    try unmanaged.apply(.empty)
    guard case .stale(let gone) = session.refusal(of: order) else {
      Issue.record("took over what is not there")
      return
    }
    #expect(gone.count == SampleInventory.full.count)
    #expect(gone.allSatisfy { $0.planned == "present" && $0.now == nil })
    #expect(try session.read().inventory.count == 0)
  }

  /// Nobody has a row of that name by now.
  static func staleRelease(_ session: TargetSession) throws {
    try session.apply(SampleInventory.full)
    let order = try releaseOrder(session, .empty)
    let unmanaged = TargetSession(session.target, project: "")
    var host = KMSHost(name: "kms")
    host.fqdn = "other.contoso.example"
    try unmanaged.apply(Inventory(hosts: EntrySet([Entry(host, origin: .none)])))
    let present = StaleField(
      address: Address(.host, "kms"), field: nil, planned: nil, now: "present")
    #expect(session.refusal(of: order) == .stale([present]))
    try expectEqual(try session.read().inventory, SampleInventory.full)
  }

  /// What others share with a project, and what they use of it.
  static func neighbours(_ session: TargetSession) throws {
    let platform = TargetSession(session.target, project: "platform")
    try platform.apply(SampleInventory.full)
    let site = TargetSession(session.target, project: "site-1")
    try site.apply(using("platform", "mak", everywhere: true))
    // Shared for as long as it takes to bind it.
    try platform.apply(SampleInventory.changing("mak") { $0.sharedWith.append("contoso") })
    try session.apply(using("platform", "mak", everywhere: false))
    try platform.apply(SampleInventory.full)

    let seen = try site.read().neighbours
    #expect(seen.keys.keys.sorted() == ["platform"])
    #expect(seen.keys["platform"]?.entries.map(\.name) == ["mak"])
    #expect(
      seen.keys["platform"]?["mak"]?.value == SampleInventory.full.keys["mak"]?.value)
    let key = KeyReference(project: "platform", name: "mak")
    let activating = CrossProjectUse(
      project: "platform", address: Address(.binding, "laptops.mak"), key: key,
      use: [.installation, .activation], machines: 300, activated: 120)
    #expect(
      seen.uses == [
        CrossProjectUse(
          project: session.project, address: Address(.binding, "laptops"), key: key,
          use: [.activation], machines: 7),
        activating,
      ])
    // Not shared with this one, but referred to.
    #expect(try session.read().neighbours.keys["platform"]?.entries.map(\.name) == ["mak"])

    let own = try platform.read().neighbours
    #expect(own.keys.isEmpty)
    #expect(
      own.uses.map(\.shown) == [
        "binding/laptops of project contoso", "binding/laptops of project site-1",
        "host/kms of project site-1", "directory/forest of project site-1",
      ])
    #expect(own.uses.allSatisfy { $0.key == KeyReference(name: "mak") })
    #expect(own.uses.map(\.machines) == [7, 7, nil, nil])
  }

  /// A deployment of seven machines that activate with another project's key, and all else that
  /// can refer to one.
  private static func using(_ project: String, _ name: String, everywhere: Bool) -> Inventory {
    let key = KeyReference(project: project, name: name)
    var deployment = Deployment(name: "laptops")
    deployment.os = ProductID("windows-11/enterprise")
    deployment.machines = 7
    var binding = Binding(name: "laptops")
    binding.deployment = deployment.name
    binding.key = key
    binding.use = [.activation]
    var inventory = Inventory(
      deployments: EntrySet([Entry(deployment, origin: .none)]),
      bindings: EntrySet([Entry(binding, origin: .none)]))
    guard everywhere else { return inventory }
    var host = KMSHost(name: "kms")
    host.hostKeys = [key]
    inventory.hosts = EntrySet([Entry(host, origin: .none)])
    var directory = Directory(name: "forest")
    directory.hostKeys = [key]
    inventory.directories = EntrySet([Entry(directory, origin: .none)])
    return inventory
  }

  private static func release(_ session: TargetSession, _ left: Inventory) throws {
    let order = try releaseOrder(session, left)
    #expect(order.changes.allSatisfy { $0.action == .release })
    _ = try session.target.apply(order, progress: ProgressReport())
  }

  private static func releaseOrder(
    _ session: TargetSession, _ left: Inventory
  ) throws -> ApplyOrder {
    let changes = Difference.changes(
      from: try session.read(), to: left, releasing: everything)
    return try session.order(changes, secrets: [:])
  }

  private static func expectEqual(_ stored: Inventory, _ wanted: Inventory) throws {
    #expect(stored.keys.entries.map(\.value) == wanted.keys.entries.map(\.value))
    #expect(stored.deployments.entries.map(\.value) == wanted.deployments.entries.map(\.value))
    #expect(stored.bindings.entries.map(\.value) == wanted.bindings.entries.map(\.value))
    #expect(stored.hosts.entries.map(\.value) == wanted.hosts.entries.map(\.value))
    #expect(stored.directories.entries.map(\.value) == wanted.directories.entries.map(\.value))
  }
}
