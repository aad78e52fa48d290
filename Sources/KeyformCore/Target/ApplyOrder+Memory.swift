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
        isPublic: isPublic)
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

extension Change {
  /// The addresses that the rows of `changes` have now, or are to have.
  package static func rows(of changes: [Change]) -> Set<Address> {
    Set(changes.map { $0.before?.address ?? $0.address })
  }
}
