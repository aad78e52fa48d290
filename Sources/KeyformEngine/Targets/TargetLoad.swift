package import KeyformCore
internal import KeyformRepository

/// A target with what it holds for one project.
package struct TargetLoad: Sendable {
  package let target: any DeploymentTarget
  /// Nil where the target has no tables yet.
  package let targetID: String?
  /// What an apply has to do to the tables first.
  package let schema: SchemaStep
  package let stored: StoredInventory

  /// What signs plans that are made from these rows; nil where the target has no key yet.
  var proof: PlanProof? { targetID == nil ? nil : stored.digestKey.map { PlanProof(of: $0) } }

  package init(_ target: any DeploymentTarget, _ stored: StoredInventory) {
    self.target = target
    self.stored = stored
    switch stored.condition {
    case .empty: (targetID, schema) = (nil, .create)
    case .ready(let id, let step): (targetID, schema) = (id, step)
    }
  }

  /// The same, compared with `desired` where the values of keys could not be read.
  func supposing(_ desired: Inventory) -> TargetLoad {
    stored.isPreview ? TargetLoad(target, stored.supposing(desired)) : self
  }

  /// The same, compared with what the journal says of the values of keys that could not be read.
  func supposing(_ records: [JournalRecord]) -> TargetLoad {
    stored.isPreview ? TargetLoad(target, stored.supposing(records)) : self
  }

  /// Reads one target.
  package init(_ choice: TargetChoice, project: String, _ context: RunContext) throws {
    let target = try choice.open(context)
    let stored = try choice.asking { try target.read(project: project, progress: context.progress) }
    self.init(target, context.lifetime.keep(stored))
  }

  /// More connections at a time gain nothing: each costs its server a process.
  private static let atOnce = 4

  /// Begins to read targets while the repository is read, a few at a time: one core reads files,
  /// the other rows. Reading changes nothing, so it may begin before it is known whether the
  /// repository is sound.
  package static func begin(
    _ choices: [TargetChoice], project: String, _ context: RunContext
  ) -> [Background<TargetLoad>] {
    Background.each(choices.count, atOnce: atOnce, "keyform.targets") { index in
      try TargetLoad(choices[index], project: project, context)
    }
  }
}
