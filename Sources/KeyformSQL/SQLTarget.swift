package import KeyformCore

/// A deployment database behind SQL. Engines differ in how they are opened, and hardly else.
package struct SQLTarget: DeploymentTarget {
  package let description: TargetDescription
  let engine: any SQLEngine

  package init(_ engine: any SQLEngine, description: TargetDescription) {
    self.engine = engine
    self.description = description
  }

  package func inspect() throws(TargetError) -> TargetCondition {
    let meta = try engine.reading { (database) throws(TargetError) in
      try TargetMeta.read(database)
    }
    return (meta ?? nil)?.condition ?? .empty
  }

  package func projects() throws(TargetError) -> [String] {
    let projects = try engine.reading { (database) throws(TargetError) -> [String] in
      guard try TargetMeta.read(database) != nil else { return [] }
      return try OwnerReader(database: database).projects()
    }
    return projects ?? []
  }

  package func read(
    project: String, progress: ProgressReport
  ) throws(TargetError) -> StoredInventory {
    let stored = try engine.reading { (database) throws(TargetError) -> StoredInventory in
      guard let meta = try TargetMeta.read(database) else { return .empty }
      for note in meta.notes(description.shown) { progress.note(note) }
      return try StoredReader(
        database: database, project: project, version: meta.version, progress: progress
      ).read(digestKey: meta.digestKey, condition: meta.condition)
    }
    return stored ?? .empty
  }

  package func examine(_ order: ApplyOrder) throws(TargetError) -> Int? {
    let found = try engine.reading { (database) throws(TargetError) in
      Found(
        changeSet: try Application(database: database, order: order, progress: ProgressReport())
          .examine())
    }
    if let found { return found.changeSet }
    try Application.check(order, fits: nil)
    return nil
  }

  /// What was found in a database that is there.
  private struct Found {
    let changeSet: Int?
  }

  package func apply(
    _ order: ApplyOrder, progress: ProgressReport
  ) throws(TargetError) -> ApplyReceipt {
    let claim = LockClaim(
      project: order.project, operatorName: order.changeSet.operatorName,
      planDigest: order.changeSet.planDigest)
    let outcome = try engine.writing(claim, progress) { (database) throws(TargetError) in
      try Application(database: database, order: order, progress: progress).run(
        of: description.shown)
    } committed: { (database, outcome) throws(TargetError) in
      guard let hash = outcome.hash else { return outcome }
      let receipt = outcome.receipt
      guard try TargetMeta.read(database) != nil,
        try JournalReader(database: database, project: order.project)
          .holds(receipt.changeSet, hash: hash)
      else { return nil }
      return Application.Outcome(
        receipt: ApplyReceipt(
          changeSet: receipt.changeSet, changes: receipt.changes, resolvedAfterLoss: true),
        hash: hash)
    }
    return outcome.receipt
  }

  package func lockState(project: String) throws(TargetError) -> LockState {
    try engine.lockState(project: project)
  }

  package func changeSet(
    ofPlan digest: String, project: String
  ) throws(TargetError) -> Int? {
    let found = try engine.reading { (database) throws(TargetError) -> Int? in
      guard try TargetMeta.read(database) != nil else { return nil }
      return try JournalReader(database: database, project: project).changeSet(ofPlan: digest)
    }
    return found ?? nil
  }

  package func history(project: String, limit: Int) throws(TargetError) -> [JournalEntry] {
    let entries = try engine.reading { (database) throws(TargetError) -> [JournalEntry] in
      guard let meta = try TargetMeta.read(database) else { return [] }
      return try JournalReader(database: database, project: project, version: meta.version)
        .entries(limit: limit)
    }
    return entries ?? []
  }
}
