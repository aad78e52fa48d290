internal import KeyformCore
internal import Testing

/// What every target keeps of an apply, and what it refuses because of that.
enum RememberedConformance {
  private static func claim(_ origin: String?, limit: Int = 10) -> MemoryClaim {
    var limits = SafetyLimits()
    if let subject = LimitSubject("key.delete") {
      limits.budgets[subject] = .init(share: limit, above: 2)
    }
    return MemoryClaim(
      memory: ProjectMemory(
        repository: RepositoryIdentity(
          roots: [], origin: origin.flatMap { RepositoryOrigin($0) }),
        guards: Guards(limits: limits, rules: RuleSettings(), policies: [])),
      standard: { _ in nil })
  }

  private static func order(
    _ session: TargetSession, to desired: Inventory, _ claim: MemoryClaim?,
    allowed: [Hazard] = [], undoOf: Int? = nil
  ) throws -> ApplyOrder {
    let order = try session.order(to: desired)
    let header = order.changeSet
    return ApplyOrder(
      project: order.project, changes: order.changes, schema: order.schema,
      secrets: order.secrets, products: order.products,
      changeSet: ChangeSetHeader(
        appliedAt: header.appliedAt, operatorName: header.operatorName,
        repository: header.repository, commit: header.commit, planDigest: nil,
        catalog: header.catalog, toolVersion: header.toolVersion, undoOf: undoOf, tree: "t1",
        isDirty: true, approvals: #"{"anna":"yes"}"#),
      expectedTargetID: order.expectedTargetID, claim: claim, allowed: allowed)
  }

  private static func apply(_ session: TargetSession, _ order: ApplyOrder) throws {
    _ = try session.target.apply(order, progress: ProgressReport())
  }

  private static func expectRefusal(
    _ session: TargetSession, _ order: ApplyOrder, _ hazards: [Hazard]
  ) throws {
    let before = try session.read().memory
    for refusal in [session.examination(of: order), session.refusal(of: order)] {
      guard case .objection(let objection) = refusal else {
        Issue.record("expected \(hazards), not \(String(describing: refusal))")
        continue
      }
      #expect(objection.cause == .hazards(hazards) && objection.lines.count >= hazards.count)
    }
    #expect(try session.read().memory == before)
  }

  /// The change set keeps it, the hash covers it, and an apply that knows nothing forgets nothing.
  static func kept(_ session: TargetSession) throws {
    #expect(try session.read().memory == .none)
    let full = SampleInventory.full
    try apply(session, order(session, to: full, claim("https://u:p@h/one.git")))
    #expect(try session.read().memory.last == claim("https://h/one").memory)
    let header = try session.target.history(project: session.project, limit: 1).first?.header
    #expect(header?.tree == "t1" && header?.isDirty == true)
    #expect(header?.approvals == #"{"anna":"yes"}"#)
    #expect(header?.memory?.contains("u:p") == false)
    try session.apply(SampleInventory.changing("mak") { $0.quantity = .count(7) })
    #expect(try session.read().memory.last == claim("https://h/one").memory)
    let verdict = try session.target.verifyJournal(project: session.project, expecting: nil)
    #expect(!verdict.isAltered && verdict.changeSets == 2)
  }

  /// Another repository and weaker guards, asked where the rows are written.
  static func spokenAgainst(_ session: TargetSession) throws {
    let full = SampleInventory.full
    try apply(session, order(session, to: full, claim("https://h/one")))
    let next = SampleInventory.changing("mak") { $0.quantity = .count(7) }
    let other = claim("https://h/two", limit: 90)
    try expectRefusal(
      session, order(session, to: next, other), [.takesOverProject, .loosensGuards])
    try expectRefusal(
      session, order(session, to: next, other, allowed: [.takesOverProject]), [.loosensGuards])
    try apply(
      session, order(session, to: next, other, allowed: [.takesOverProject, .loosensGuards]))
    try apply(session, order(session, to: full, claim("https://h/two", limit: 90)))
    try apply(session, order(session, to: next, claim(nil, limit: 90)))
    try expectRefusal(
      session, order(session, to: full, claim("https://h/one", limit: 90)), [.takesOverProject])
  }

  static func writtenAgain(_ session: TargetSession) throws {
    let (full, own) = (SampleInventory.full, claim(nil))
    let next = SampleInventory.changing("mak") { $0.quantity = .count(7) }
    try apply(session, order(session, to: full, own))
    try apply(session, order(session, to: next, own))
    #expect(try session.read().memory.undos == [])
    try apply(session, order(session, to: full, own, undoOf: 2))
    #expect(try session.read().memory.undos.map(\.undoOf) == [2])
    #expect(try session.read().memory.undos.map(\.writer.changeSet) == [3])
    try expectRefusal(session, order(session, to: next, own), [.takesBack])
    let third = SampleInventory.changing("mak") { $0.quantity = .count(8) }
    try apply(session, order(session, to: third, own))
    try apply(session, order(session, to: full, own))
    try apply(session, order(session, to: next, own))
  }

  /// Who else has rows is told to a project that is new.
  static func others(_ session: TargetSession) throws {
    try apply(session, order(session, to: SampleInventory.full, claim("https://h/one")))
    let other = TargetSession(session.target, project: "renamed")
    #expect(try session.read().memory.others == [])
    #expect(try other.read().memory.others.map(\.name) == [session.project])
    #expect(
      try other.read().memory.others.map(\.repository.origin?.text) == ["h/one"])
    try apply(session, order(session, to: .empty, claim("https://h/one")))
    #expect(try other.read().memory.others == [], "no rows are left")
  }
}
