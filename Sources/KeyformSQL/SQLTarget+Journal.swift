package import KeyformCore

extension SQLTarget {
  package func records(
    project: String, of selection: JournalSelection
  ) throws(TargetError) -> [JournalRecord] {
    try journal(of: project) { (items) throws(TargetError) in
      try items.records(of: selection)
    } ?? []
  }

  package func lastWriter(
    project: String, of address: Address
  ) throws(TargetError) -> LastWriter? {
    try journal(of: project) { (items) throws(TargetError) in
      try items.lastWriter(of: address)
    } ?? nil
  }

  /// Nil where there is no database yet, or one without tables.
  private func journal<Result>(
    of project: String, _ body: (JournalItems) throws(TargetError) -> Result
  ) throws(TargetError) -> Result? {
    let result = try engine.reading { (database) throws(TargetError) -> Result? in
      guard try TargetMeta.read(database) != nil else { return nil }
      return try body(JournalItems(database: database, project: project))
    }
    return result ?? nil
  }
}
