internal import KeyformCore
internal import Testing

/// What every target tells of its journal.
enum JournalConformance {
  static func items(_ session: TargetSession) throws {
    let target = session.target
    let project = session.project
    let key = Address(.key, "mak")
    #expect(try target.records(project: project, of: .all).isEmpty)
    #expect(try target.lastWriter(project: project, of: key) == nil)
    #expect(try !target.verifyJournal(project: project, expecting: nil).isAltered)

    try session.apply(SampleInventory.full)
    try session.apply(SampleInventory.changing("mak") { $0.quantity = .count(7) })
    let all = try target.records(project: project, of: .all)
    #expect(all.map(\.ordinal) == Array(1...SampleInventory.full.count) + [1])
    #expect(try target.records(project: project, of: .changeSet(2)) == all.suffix(1))
    #expect(all.last?.before == #"{"quantity":"500"}"# && all.last?.address == key)
    #expect(try target.records(project: project, of: .address(key)).map(\.changeSet) == [1, 2])
    #expect(try target.records(project: "other", of: .address(key)).isEmpty)
    let ofRows = try target.records(project: project, of: .rows([key, Address(.host, "none")]))
    #expect(ofRows == all.filter { $0.address == key } && ofRows.count == 2)
    #expect(try target.records(project: project, of: .rows([])).isEmpty)
    let writer = try target.lastWriter(project: project, of: key)
    #expect(writer?.changeSet == 2 && writer?.operatorName == "maria")

    let entries = try target.history(project: project, limit: 5)
    #expect(entries.map(\.items) == [1, SampleInventory.full.count])
    #expect(entries.first?.actions == [ActionCount(action: "update", count: 1)])
    let verdict = try target.verifyJournal(project: project, expecting: entries.last?.hash)
    #expect(!verdict.isAltered && verdict.items == all.count)
    #expect(verdict.remembered == .found(changeSet: 1, since: 1))
    #expect(verdict.end?.hash == entries.first?.hash)
  }

  /// Undo, and the undo of that, bring rows and secret values back.
  static func undo(_ session: TargetSession) throws {
    try session.apply(SampleInventory.full)
    let before = try session.read()
    try session.apply(.empty)
    for (changeSet, count) in [
      (2, SampleInventory.full.count), (3, 0), (4, before.inventory.count),
    ] {
      let undo = Undo(
        try session.target.records(project: session.project, of: .changeSet(changeSet)),
        stored: try session.read(),
        unmanaged: try session.target.read(project: "", progress: ProgressReport()),
        only: { _ in true }, secret: { .from(.environment($0.name)) })
      #expect(undo.refusals.isEmpty)
      _ = try session.target.apply(
        try session.order(undo.changes), progress: ProgressReport())
      #expect(try session.read().inventory.count == count)
    }
    let after = try session.read()
    #expect(after.materials == before.materials)
    #expect(
      after.inventory.entities.map(\.fieldTexts) == before.inventory.entities.map(\.fieldTexts))
  }
}

extension Entity {
  fileprivate var fieldTexts: [String] {
    fields.map { "\(address) \($0.name) \($0.value)" }
  }
}
