package import KeyformCore
internal import Testing

/// What every target has to do, whatever its engine. Each case starts from a target that does not
/// exist yet.
package enum TargetConformance: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case emptyTargetIsEmpty, roundTrip, everyFieldAlone, deleteAll, swapReferences, renameAll
  case projectsAreApart, foreignReference, missingReference
  case staleCreate, staleUpdate, staleDelete, staleSecret, newerObservation
  case otherTarget, interrupted, keepsSecretOnUpdate, replacesSecret, secretNotHandedOver
  case history, journalItems, undo, appliedTwice
  case renamesFollow, renamesUnderReferences, exchangedContents, filledPlaces, staleRename
  case releaseAndAdopt, adoptsWithChanges, releasesInPart, staleAdoption, staleRelease
  case neighbours, projectsAtOnce
  case unsharedMeanwhile, removedMeanwhile, usedMeanwhile, usedByOwnRowMeanwhile
  case ownKeyRemovedMeanwhile, examined
  case keepsMemory, memorySpeaksAgainst, memoryOfUndo, memoryOfOthers

  package var testDescription: String { rawValue }

  /// Runs the case; expectations record what fails.
  package func run(on target: any DeploymentTarget) throws {
    let session = TargetSession(target)
    switch self {
    case .emptyTargetIsEmpty: try emptyTargetIsEmpty(session)
    case .roundTrip: try roundTrip(session)
    case .everyFieldAlone: try FieldConformance.run(session)
    case .deleteAll: try deleteAll(session)
    case .swapReferences: try ReferenceConformance.swap(session)
    case .renameAll: try ReferenceConformance.rename(session)
    case .projectsAreApart: try ReferenceConformance.projectsAreApart(session)
    case .foreignReference: try ReferenceConformance.foreignReference(session)
    case .missingReference: try ReferenceConformance.missingReference(session)
    case .staleCreate: try StaleConformance.create(session)
    case .staleUpdate: try StaleConformance.update(session)
    case .staleDelete: try StaleConformance.delete(session)
    case .staleSecret: try StaleConformance.secret(session)
    case .newerObservation: try StaleConformance.newerObservation(session)
    case .otherTarget: try StaleConformance.otherTarget(session)
    case .interrupted: try interrupted(session)
    case .keepsSecretOnUpdate: try SecretConformance.keeps(session)
    case .replacesSecret: try SecretConformance.replaces(session)
    case .secretNotHandedOver: try SecretConformance.notHandedOver(session)
    case .history: try history(session)
    case .journalItems: try JournalConformance.items(session)
    case .undo: try JournalConformance.undo(session)
    case .appliedTwice: try AppliedTwice.run(session)
    case .renamesFollow: try RenameConformance.follows(session)
    case .renamesUnderReferences: try RenameConformance.exchangesUnderReferences(session)
    case .exchangedContents: try RenameConformance.exchangesContents(session)
    case .filledPlaces: try RenameConformance.fillsPlaces(session)
    case .staleRename: try RenameConformance.stale(session)
    case .releaseAndAdopt: try OwnershipConformance.handOver(session)
    case .adoptsWithChanges: try OwnershipConformance.adoptsWithChanges(session)
    case .releasesInPart: try OwnershipConformance.releasesInPart(session)
    case .staleAdoption: try OwnershipConformance.staleAdoption(session)
    case .staleRelease: try OwnershipConformance.staleRelease(session)
    case .neighbours: try OwnershipConformance.neighbours(session)
    case .projectsAtOnce: try ProjectsAtOnce.run(session.target)
    case .unsharedMeanwhile: try MeanwhileConformance.unshared(session)
    case .removedMeanwhile: try MeanwhileConformance.removed(session)
    case .usedMeanwhile: try MeanwhileConformance.used(session)
    case .usedByOwnRowMeanwhile: try MeanwhileConformance.usedByOwnRow(session)
    case .ownKeyRemovedMeanwhile: try MeanwhileConformance.ownKeyRemoved(session)
    case .examined: try MeanwhileConformance.examined(session)
    case .keepsMemory: try RememberedConformance.kept(session)
    case .memorySpeaksAgainst: try RememberedConformance.spokenAgainst(session)
    case .memoryOfUndo: try RememberedConformance.writtenAgain(session)
    case .memoryOfOthers: try RememberedConformance.others(session)
    }
  }

  private func emptyTargetIsEmpty(_ session: TargetSession) throws {
    #expect(try session.target.inspect() == .empty)
    #expect(try session.read().inventory.count == 0)
    #expect(try session.target.history(project: session.project, limit: 5).isEmpty)
    #expect(try session.target.projects().isEmpty)
    #expect(try session.target.inspect() == .empty, "looking makes nothing")
  }

  private func roundTrip(_ session: TargetSession) throws {
    let receipt = try session.apply(SampleInventory.full)
    #expect(receipt == ApplyReceipt(changeSet: 1, changes: SampleInventory.full.count))
    let stored = try session.read()
    #expect(
      stored.inventory.keys.entries.map(\.value) == SampleInventory.full.keys.entries.map(\.value))
    #expect(
      stored.inventory.deployments.entries.map(\.value)
        == SampleInventory.full.deployments.entries.map(\.value))
    #expect(
      stored.inventory.bindings.entries.map(\.value)
        == SampleInventory.full.bindings.entries.map(\.value))
    #expect(
      stored.inventory.hosts.entries.map(\.value)
        == SampleInventory.full.hosts.entries.map(\.value))
    #expect(
      stored.inventory.directories.entries.map(\.value)
        == SampleInventory.full.directories.entries.map(\.value))
    let materials = [SampleInventory.hostSecret, SampleKeys.secret(3), SampleInventory.secret, nil]
    #expect(stored.materials == materials)
    #expect(Difference.changes(from: stored, to: SampleInventory.full).isEmpty)
  }

  private func deleteAll(_ session: TargetSession) throws {
    try session.apply(SampleInventory.full)
    try session.apply(.empty)
    #expect(try session.read().inventory.count == 0)
    try session.apply(SampleInventory.full)
    #expect(try session.read().inventory.count == SampleInventory.full.count)
  }

  private func interrupted(_ session: TargetSession) throws {
    try session.apply(SampleInventory.full)
    let order = try session.order(to: .empty)
    let stop = ProgressReport(isCancelled: { true })
    #expect(throws: TargetError.interrupted) {
      try session.target.apply(order, progress: stop)
    }
    #expect(
      Difference.changes(from: try session.read(), to: SampleInventory.full).isEmpty,
      "nothing was written")
  }

  private func history(_ session: TargetSession) throws {
    try session.apply(SampleInventory.full)
    try session.apply(.empty)
    let entries = try session.target.history(project: session.project, limit: 10)
    #expect(entries.map(\.changeSet) == [2, 1])
    #expect(entries.map(\.items) == [SampleInventory.full.count, SampleInventory.full.count])
    #expect(entries.allSatisfy { $0.header.operatorName == "maria" && $0.hash.utf8.count == 64 })
    #expect(try session.target.history(project: session.project, limit: 1).map(\.changeSet) == [2])
    #expect(try session.target.history(project: "other", limit: 10).isEmpty)
    let sources = try session.target.sources(project: session.project)
    #expect(sources.map(\.changeSet) == [1, 2])
    #expect(
      sources.map(\.source)
        == entries.reversed().map {
          RecordedSource($0.changeSet, $0.header, databaseRole: $0.databaseRole).source
        })
    #expect(try session.target.sources(project: "other").isEmpty)
  }
}
