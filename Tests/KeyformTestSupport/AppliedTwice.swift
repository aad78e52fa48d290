internal import KeyformCore
internal import Testing

/// A saved plan that is applied again: nothing is written, whatever the plan is bound to.
enum AppliedTwice {
  static func run(_ session: TargetSession) throws {
    let digest = String(repeating: "0f3a", count: 16)
    let order = saved(try session.order(to: SampleInventory.full), digest)
    let target = session.target
    let count = SampleInventory.full.count
    #expect(
      try target.apply(order, progress: ProgressReport())
        == ApplyReceipt(changeSet: 1, changes: count))
    #expect(
      try target.apply(order, progress: ProgressReport())
        == ApplyReceipt(changeSet: 1, changes: 0, wasThereAlready: true))
    #expect(try target.history(project: session.project, limit: 5).count == 1)
    #expect(try target.changeSet(ofPlan: digest, project: session.project) == 1)
    #expect(try target.changeSet(ofPlan: digest, project: "other") == nil)
    #expect(try target.lockState(project: session.project) == .free)
  }

  private static func saved(_ order: ApplyOrder, _ digest: String) -> ApplyOrder {
    let header = order.changeSet
    return ApplyOrder(
      project: order.project, changes: order.changes, schema: order.schema,
      secrets: order.secrets, products: order.products,
      changeSet: ChangeSetHeader(
        appliedAt: header.appliedAt, operatorName: header.operatorName,
        repository: header.repository, commit: header.commit, planDigest: digest,
        catalog: header.catalog, toolVersion: header.toolVersion),
      expectedTargetID: order.expectedTargetID)
  }
}
