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
    try reading { (_, meta) in meta.condition } ?? .empty
  }

  /// In byte order, each once.
  package func projects() throws(TargetError) -> [String] {
    let projects = try reading { (database, _) throws(TargetError) in
      var projects = Set<String>()
      for table in EntityKind.tables {
        projects.formUnion(
          try database.all("SELECT DISTINCT project FROM \(table.name)", []) { $0.text(0) ?? "" })
      }
      return projects
    }
    return projects?.sorted() ?? []
  }

  package func read(
    project: String, progress: ProgressReport
  ) throws(TargetError) -> StoredInventory {
    let stored = try reading { (database, meta) throws(TargetError) in
      for note in meta.notes(description.shown) { progress.note(note) }
      return try StoredReader(
        database: database, project: project, version: meta.version, progress: progress
      ).read(digestKey: meta.digestKey, condition: meta.condition)
    }
    return stored ?? .empty
  }

  package func examine(_ order: ApplyOrder) throws(TargetError) -> Int? {
    let found = try engine.reading { (database) throws(TargetError) in
      try Application(database: database, order: order, progress: ProgressReport()).examine()
    }
    // Of a database that is there, whatever was found.
    if let found { return found }
    try Application.check(order, fits: nil)
    return nil
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
    try reading { (database, _) throws(TargetError) in
      try JournalReader(database: database, project: project).changeSet(ofPlan: digest)
    } ?? nil
  }

  package func history(project: String, limit: Int) throws(TargetError) -> [JournalEntry] {
    try reading { (database, meta) throws(TargetError) in
      try JournalReader(database: database, project: project, version: meta.version)
        .entries(limit: limit)
    } ?? []
  }

  package func sources(project: String) throws(TargetError) -> [RecordedSource] {
    try reading { (database, meta) throws(TargetError) in
      try JournalReader(database: database, project: project, version: meta.version).sources()
    } ?? []
  }

  package func records(
    project: String, of selection: JournalSelection
  ) throws(TargetError) -> [JournalRecord] {
    try reading { (database, _) throws(TargetError) in
      try JournalReader(database: database, project: project).records(of: selection)
    } ?? []
  }

  package func lastWriter(
    project: String, of address: Address
  ) throws(TargetError) -> LastWriter? {
    try reading { (database, _) throws(TargetError) in
      try JournalReader(database: database, project: project).lastWriter(of: address)
    } ?? nil
  }

  package func verifyJournal(
    project: String, expecting hash: String?
  ) throws(TargetError) -> JournalVerdict {
    let verdict = try reading { (database, meta) throws(TargetError) in
      var verification = JournalVerification(project: project, expected: hash)
      return try verification.run(database, at: meta.version)
    }
    return verdict
      ?? JournalVerdict(
        changeSets: 0, items: 0, end: nil, flaws: [],
        remembered: hash == nil ? .notAsked : .missing)
  }

  /// Nil where there is no database yet, or one without tables.
  private func reading<Result>(
    _ body: (any SQLDatabase, TargetMeta) throws(TargetError) -> Result
  ) throws(TargetError) -> Result? {
    let result = try engine.reading { (database) throws(TargetError) -> Result? in
      guard let meta = try TargetMeta.read(database) else { return nil }
      return try body(database, meta)
    }
    return result ?? nil
  }
}
