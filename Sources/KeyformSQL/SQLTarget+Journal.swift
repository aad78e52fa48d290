package import KeyformCore

extension SQLTarget {
  package func records(
    project: String, of selection: JournalSelection
  ) throws(TargetError) -> [JournalRecord] {
    try journal(of: project) { (items, _) throws(TargetError) in
      try items.records(of: selection)
    } ?? []
  }

  package func lastWriter(
    project: String, of address: Address
  ) throws(TargetError) -> LastWriter? {
    try journal(of: project) { (items, _) throws(TargetError) in
      try items.lastWriter(of: address)
    } ?? nil
  }

  package func verifyJournal(
    project: String, expecting hash: String?
  ) throws(TargetError) -> JournalVerdict {
    let verdict = try journal(of: project) { (items, meta) throws(TargetError) in
      var verification = JournalVerification(project: project, expecting: hash)
      return try verification.run(items.database, at: meta.version)
    }
    return verdict
      ?? JournalVerdict(
        changeSets: 0, items: 0, end: nil, flaws: [],
        remembered: hash == nil ? .notAsked : .missing)
  }

  /// Nil where there is no database yet, or one without tables.
  private func journal<Result>(
    of project: String, _ body: (JournalItems, TargetMeta) throws(TargetError) -> Result
  ) throws(TargetError) -> Result? {
    let result = try engine.reading { (database) throws(TargetError) -> Result? in
      guard let meta = try TargetMeta.read(database) else { return nil }
      return try body(JournalItems(database: database, project: project), meta)
    }
    return result ?? nil
  }
}
