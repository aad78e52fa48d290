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

  package init(
    project: String, changes: [Change], schema: SchemaStep, secrets: [String: KeyMaterial],
    products: [ProductRow], changeSet: ChangeSetHeader, expectedTargetID: String?,
    isPublic: @escaping @Sendable (KeyMaterial) -> Bool = { _ in true },
    credential: PlanCredential? = nil,
    judge: (@Sendable (StoredInventory) -> PlanObjection?)? = nil,
    claim: MemoryClaim? = nil, allowed: [Hazard] = []
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

/// What the journal records of an apply. All of it as claimed by the caller.
package struct ChangeSetHeader: Hashable, Sendable {
  /// UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package let appliedAt: String
  package let operatorName: String?
  package let repository: String?
  package let commit: String?
  /// SHA-256 of the saved plan; nil where plan and apply were one command.
  package let planDigest: String?
  package let catalog: String
  package let toolVersion: String
  /// The change set that this one takes back; nil for every other.
  package let undoOf: Int?
  /// Id of the commit's tree; nil where git did not say, and where an older Keyform wrote it.
  package let tree: String?
  /// Whether files differed from the commit; nil where nobody knows.
  package let isDirty: Bool?
  /// Who approved the plan, as JSON; nil where nobody was asked.
  package let approvals: String?
  /// A ``ProjectMemory`` as its text. The target sets it: what it kept before has a part in it.
  package var memory: String?

  package init(
    appliedAt: String, operatorName: String?, repository: String?, commit: String?,
    planDigest: String?, catalog: String, toolVersion: String, undoOf: Int? = nil,
    tree: String? = nil, isDirty: Bool? = nil, approvals: String? = nil, memory: String? = nil
  ) {
    self.appliedAt = appliedAt
    self.operatorName = operatorName
    self.repository = repository
    self.commit = commit
    self.planDigest = planDigest
    self.catalog = catalog
    self.toolVersion = toolVersion
    self.undoOf = undoOf
    self.tree = tree
    self.isDirty = isDirty
    self.approvals = approvals
    self.memory = memory
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
