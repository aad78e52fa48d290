package import KeyformCore

/// Takes a target through plan and apply as the commands do.
package struct TargetSession {
  package let target: any DeploymentTarget
  package let project: String

  package init(_ target: any DeploymentTarget, project: String = "contoso") {
    self.target = target
    self.project = project
  }

  package func read() throws(TargetError) -> StoredInventory {
    try target.read(project: project, progress: ProgressReport())
  }

  /// The order that leads from what is stored now to `desired`.
  package func order(
    to desired: Inventory, secrets: [String: KeyMaterial] = SampleInventory.secrets,
    products: [ProductRow] = []
  ) throws(TargetError) -> ApplyOrder {
    let changes = Difference.changes(from: try read(), to: desired)
    return try order(changes, secrets: secrets, products: products)
  }

  package func order(
    _ changes: [Change], secrets: [String: KeyMaterial] = SampleInventory.secrets,
    products: [ProductRow] = [], catalog: String = "2026-11", claim: MemoryClaim? = nil
  ) throws(TargetError) -> ApplyOrder {
    let targetID: String?
    let schema: SchemaStep
    switch try target.inspect() {
    case .empty: (targetID, schema) = (nil, .create)
    case .ready(let id, let step): (targetID, schema) = (id, step)
    }
    return ApplyOrder(
      project: project, changes: changes, schema: schema,
      secrets: secrets, products: products,
      changeSet: ChangeSetHeader(
        appliedAt: "2026-11-21T10:00:00Z", operatorName: "maria", repository: "contoso",
        commit: "abc123", planDigest: nil, catalog: catalog, toolVersion: "0.1.0"),
      expectedTargetID: targetID, claim: claim)
  }

  @discardableResult
  package func apply(
    _ desired: Inventory, secrets: [String: KeyMaterial] = SampleInventory.secrets
  ) throws(TargetError) -> ApplyReceipt {
    try target.apply(
      try order(to: desired, secrets: secrets), progress: ProgressReport())
  }

  /// Why the target would not take the order.
  package func examination(of order: ApplyOrder) -> TargetError? {
    do {
      _ = try target.examine(order)
      return nil
    } catch {
      return error
    }
  }

  /// Applies and gives the error that this is to end with.
  package func refusal(of order: ApplyOrder) -> TargetError? {
    do {
      _ = try target.apply(order, progress: ProgressReport())
      return nil
    } catch {
      return error
    }
  }
}

extension DeploymentTarget {
  /// The id of the first change set of `project` that somebody altered; nil where none was.
  package func firstAlteredChangeSet(project: String) throws(TargetError) -> Int? {
    try verifyJournal(project: project, expecting: nil).flaws.map(\.changeSet).min()
  }
}
