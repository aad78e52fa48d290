/// What the journal says was applied last: the middle of a three-way comparison.
///
/// Fields are as the journal has them: masked, counts and flags as text. `FieldValue.asJournaled`
/// brings other values into that form.
package struct LastApplied: Sendable {
  private var replay = JournalReplay()
  private var changeSets: [Address: Int] = [:]

  /// Replays `records` (all of a project in their order, or at least those of `addresses` and of
  /// the names that they had before).
  package init(_ records: [JournalRecord], of addresses: Set<Address>) {
    let wanted = Self.names(of: addresses, in: records)
    for record in records {
      let names = [record.address, record.formerAddress].compactMap(\.self)
      guard names.contains(where: wanted.contains) else { continue }
      for name in names { changeSets[name] = record.changeSet }
      _ = replay.take(record)
    }
  }

  /// The fields of the row as it was applied last; nil where it never was, or was deleted since.
  package func fields(of address: Address) -> [String: FieldValue]? {
    replay.rows[address]?.fields.filter { $0.key != JournalStep.name && $0.value != .none }
      .reduce(into: [:]) { $0[$1.key] = $1.value.asJournaled(in: $1.key) }
  }

  /// The change set that wrote or deleted the row last; nil where none did.
  package func changeSet(of address: Address) -> Int? { changeSets[address] }

  /// Whether the row of a public key has the value that was applied last; nil where the journal
  /// does not tell.
  package func isLast(valueOf key: ProductKey) -> Bool? {
    guard let row = fields(of: key.address), let value = key.publicValue else { return nil }
    if let applied = row[ProductKey.Field.value.rawValue]?.string {
      return KeyMaterial(canonical: applied) == value
    }
    // The journal hides a value that the catalogue did not know.
    guard let tail = row[ProductKey.Field.tail.rawValue]?.string,
      let check = row[ProductKey.Field.check.rawValue]?.string
    else { return nil }
    return tail == value.tail.text && check == KeyCheck(of: value).text
  }

  /// The addresses with all the names that they ever had.
  private static func names(
    of addresses: Set<Address>, in records: [JournalRecord]
  ) -> Set<Address> {
    var names = addresses
    for record in records.reversed() where names.contains(record.address) {
      if let former = record.formerAddress { names.insert(former) }
    }
    return names
  }
}

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
