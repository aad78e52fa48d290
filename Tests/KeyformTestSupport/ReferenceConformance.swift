internal import KeyformCore
internal import Testing

/// Foreign keys hold at every step, in whatever order a plan comes.
enum ReferenceConformance {
  /// Two bindings exchange their keys, and a host its host key, while a key goes away.
  static func swap(_ session: TargetSession) throws {
    try session.apply(SampleInventory.full)
    var desired = SampleInventory.full
    desired.keys = EntrySet(desired.keys.entries.filter { $0.name != "mak" })
    desired.bindings = EntrySet(
      desired.bindings.entries.map { entry in
        var binding = entry.value
        binding.key = KeyReference(name: binding.key.name == "mak" ? "gvlk" : "retail")
        return Entry(binding, origin: .none)
      })
    desired.directories = EntrySet(
      desired.directories.entries.map { entry in
        var directory = entry.value
        directory.hostKeys = [KeyReference(name: "retail")]
        return Entry(directory, origin: .none)
      })
    try check(session, desired)
  }

  /// Every key and deployment gets a new name, and all that refers follows.
  static func rename(_ session: TargetSession) throws {
    try session.apply(SampleInventory.full)
    var key = ProductKey(name: "a-new-key")
    key.keyKind = .gvlk
    var deployment = Deployment(name: "a-new-deployment")
    deployment.os = ProductID("windows-11/pro")
    let bindings = SampleInventory.full.bindings.entries.map { entry in
      var binding = entry.value
      binding.key = KeyReference(name: key.name)
      binding.deployment = deployment.name
      return Entry(binding, origin: .none)
    }
    try check(
      session,
      Inventory(
        keys: EntrySet([Entry(key, origin: .none)]),
        deployments: EntrySet([Entry(deployment, origin: .none)]), bindings: EntrySet(bindings)))
  }

  static func projectsAreApart(_ session: TargetSession) throws {
    let other = TargetSession(session.target, project: "other")
    try session.apply(SampleInventory.full)
    try other.apply(SampleInventory.full)
    #expect(try session.target.projects() == ["contoso", "other"])
    try session.apply(.empty)
    #expect(try session.read().inventory.count == 0)
    #expect(try session.target.projects() == ["other"])
    let changes = Difference.changes(from: try other.read(), to: SampleInventory.full)
    #expect(changes.isEmpty)
    #expect(try other.target.history(project: "other", limit: 5).map(\.changeSet) == [2])
  }

  static func foreignReference(_ session: TargetSession) throws {
    let platform = TargetSession(session.target, project: "platform")
    try platform.apply(SampleInventory.changing("mak") { $0.sharedWith = ["contoso"] })
    var desired = SampleInventory.full
    desired.bindings = EntrySet(
      desired.bindings.entries.map { entry in
        var binding = entry.value
        binding.key = KeyReference(project: "platform", name: "mak")
        return Entry(binding, origin: .none)
      })
    try check(session, desired)
    let refusal = platform.refusal(of: try platform.order(to: .empty))
    guard case .references(let problems) = refusal else {
      Issue.record("a key that others use was deleted")
      return
    }
    #expect(problems.allSatisfy { $0.hasPrefix("key/mak is referred to by binding/") })
    #expect(!problems.isEmpty)
  }

  static func missingReference(_ session: TargetSession) throws {
    var desired = SampleInventory.full
    desired.keys = EntrySet(desired.keys.entries.filter { $0.name != "gvlk" })
    let refusal = session.refusal(of: try session.order(to: desired))
    #expect(isRefused(refusal, "binding/laptops.gvlk"))
    #expect(try session.target.inspect() == .empty, "nothing is left behind")
  }

  private static func check(_ session: TargetSession, _ desired: Inventory) throws {
    try session.apply(desired)
    let changes = Difference.changes(from: try session.read(), to: desired)
    #expect(changes.isEmpty)
  }

  private static func isRefused(_ error: TargetError?, _ row: String) -> Bool {
    if case .refused(row, _) = error { return true }
    return false
  }
}
