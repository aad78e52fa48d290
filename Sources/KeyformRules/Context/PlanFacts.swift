package import KeyformCore

/// A plan before it is judged: what rules about plans look at.
package struct PlanFacts: Sendable {
  package let changes: [Change]
  /// What became of every `was:`, by kind and name.
  package let claims: [RenameClaim]
  /// The project's rows as they are in the target.
  package let stored: Inventory
  /// What the plan's limits made of waivers.
  package let waived: [WaivedLimit]
  /// Unmanaged rows that were left out.
  package let unreadable: [UnreadableRow]
  /// `release` of keyform.yaml.
  package let releases: [Glob]
  /// What the journal says was applied last at some addresses; nil where it cannot be read. Asked
  /// by the few rules that need it, and only where they have something to ask: reading it takes
  /// time.
  package let lastApplied: @Sendable (Set<Address>) -> LastApplied?

  package init(
    changes: [Change], claims: [RenameClaim], stored: Inventory, waived: [WaivedLimit] = [],
    unreadable: [UnreadableRow] = [], releases: [Glob] = [],
    lastApplied: @escaping @Sendable (Set<Address>) -> LastApplied? = { _ in nil }
  ) {
    self.changes = changes
    self.claims = claims
    self.stored = stored
    self.waived = waived
    self.unreadable = unreadable
    self.releases = releases
    self.lastApplied = lastApplied
  }
}
