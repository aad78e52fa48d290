/// What `apply` hands to a target: a plan's changes with the values they need.
package struct ApplyOrder: Sendable {
  package let project: String
  package let changes: [Change]
  package let schema: SchemaStep
  /// Values to write, by key name: of every change that `writesSecret`, and public ones not.
  package let secrets: [String: KeyMaterial]
  /// Catalogue facts of the product ids that the changes name, sorted by id.
  package let products: [ProductRow]
  package let changeSet: ChangeSetHeader
  /// The target the plan was made for; nil where it had no tables then.
  package let expectedTargetID: String?
  /// Which values of public kinds the journal may show: those that the catalogue knows.
  package let isPublic: @Sendable (KeyMaterial) -> Bool
  /// The credential of a saved plan; nil of one that was made just now.
  package let credential: PlanCredential?
  /// Judges a saved plan by the project's rows as they are in the transaction that writes: what
  /// speaks against it, or nil. A plan that was made just now was judged on the way.
  package let judge: (@Sendable (StoredInventory) -> PlanObjection?)?
  /// What is held against the target's memory, and kept there; nil: the memory stays as it is.
  package let claim: MemoryClaim?
  /// Hazards that somebody allowed: the target refuses others that its memory tells of.
  package let allowed: [Hazard]
  /// Words of change sets that the plan may go against, as files, version control and the base of the
  /// branch tell: none that the target is asked about anew.
  package let settled: Set<WordAgainst>

  package init(
    project: String, changes: [Change], schema: SchemaStep, secrets: [String: KeyMaterial],
    products: [ProductRow], changeSet: ChangeSetHeader, expectedTargetID: String?,
    isPublic: @escaping @Sendable (KeyMaterial) -> Bool = { _ in true },
    credential: PlanCredential? = nil,
    judge: (@Sendable (StoredInventory) -> PlanObjection?)? = nil,
    claim: MemoryClaim? = nil, allowed: [Hazard] = [], settled: Set<WordAgainst> = []
  ) {
    self.project = project
    self.changes = changes
    self.schema = schema
    self.secrets = secrets
    self.products = products
    self.changeSet = changeSet
    self.expectedTargetID = expectedTargetID
    self.isPublic = isPublic
    self.credential = credential
    self.judge = judge
    self.claim = claim
    self.allowed = allowed
    self.settled = settled
  }
}

/// A row of table `product`: ids in use, with Windows' own EditionID.
package struct ProductRow: Hashable, Sendable {
  package let id: String
  package let editionID: String?
  package let name: String

  package init(id: String, editionID: String?, name: String) {
    self.id = id
    self.editionID = editionID
    self.name = name
  }
}

/// What an apply did.
package struct ApplyReceipt: Hashable, Sendable {
  /// Id of the change set in the journal.
  package let changeSet: Int
  package let changes: Int
  /// Whether this very plan had been applied before, as that change set: nothing was written.
  package let wasThereAlready: Bool
  /// Whether the connection was lost during the commit, and the journal then told that it happened.
  package let resolvedAfterLoss: Bool

  package init(
    changeSet: Int, changes: Int, wasThereAlready: Bool = false, resolvedAfterLoss: Bool = false
  ) {
    self.changeSet = changeSet
    self.changes = changes
    self.wasThereAlready = wasThereAlready
    self.resolvedAfterLoss = resolvedAfterLoss
  }
}

extension ApplyOrder {
  /// Asked inside the transaction, where the target's memory is what it will be followed by: a plan
  /// may be older than the last apply, and whoever wrote its file may have left a hazard out.
  ///
  /// `records` reads the journal at the names that the touched rows have; asked only where an undo
  /// is there that could be taken back.
  package func check(
    _ remembered: TargetMemory, records: (Set<Address>) throws(TargetError) -> [JournalRecord]
  ) throws(TargetError) {
    guard let claim else { return }
    var writtenAgain: [WrittenAgain] = []
    if changeSet.undoOf == nil, !remembered.undos.isEmpty, !changes.isEmpty {
      writtenAgain = WrittenAgain.among(
        changes, records: try records(Change.rows(of: changes)), undos: remembered.undos,
        settled: settled, isPublic: isPublic)
    }
    let found = claim.judge(
      remembered, leadsToChanges: !changes.isEmpty, writtenAgain: writtenAgain)
    let hazards = Hazard.allCases.filter {
      found.count(of: $0) > 0 && !allowed.contains($0)
    }
    if hazards.isEmpty { return }
    throw .objection(PlanObjection(.hazards(hazards), found.reasons(for: hazards)))
  }

  /// What the change set keeps, after what the target remembers.
  package func memory(after remembered: TargetMemory) -> ProjectMemory? {
    guard let claim else { return remembered.last }
    return remembered.last?.succeeded(by: claim.memory) ?? claim.memory
  }
}
