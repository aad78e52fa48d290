extension DeploymentTarget {
  /// What the journal of `project` says was applied last at `addresses`.
  package func lastApplied(
    project: String, at addresses: Set<Address>
  ) throws(TargetError) -> LastApplied {
    LastApplied(try records(project: project, at: addresses), of: addresses)
  }

  /// The items at `addresses` and at the names that their rows had before, in order; perhaps more.
  package func records(
    project: String, at addresses: Set<Address>
  ) throws(TargetError) -> [JournalRecord] {
    try JournalRecord.records(at: addresses) { (selection) throws(TargetError) in
      try records(project: project, of: selection)
    }
  }
}

extension JournalRecord {
  /// Beyond so many entries the journal is read once and whole, not once an entry.
  private static var mostLookups: Int { 20 }

  /// The items at `addresses` and at the names that their rows had before, in order; perhaps more.
  package static func records(
    at addresses: Set<Address>,
    _ read: (JournalSelection) throws(TargetError) -> [JournalRecord]
  ) throws(TargetError) -> [JournalRecord] {
    if addresses.count > mostLookups { return try read(.all) }
    // A row has lived under each name that a rename took away.
    var waiting = addresses
    var asked = Set<Address>()
    var found = Set<JournalRecord>()
    while let address = waiting.popFirst() {
      asked.insert(address)
      let records = try read(.address(address))
      found.formUnion(records)
      waiting.formUnion(records.compactMap(\.formerAddress))
      waiting.subtract(asked)
    }
    return found.sorted { ($0.changeSet, $0.ordinal) < ($1.changeSet, $1.ordinal) }
  }
}
