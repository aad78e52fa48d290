/// What the journal says was applied last: the middle of a three-way comparison.
///
/// Fields are as the journal has them: masked, counts and flags as text. `FieldValue.asJournaled`
/// brings other values into that form.
package struct LastApplied: Sendable {
  private var rows: [Address: [String: FieldValue]] = [:]
  private var changeSets: [Address: Int] = [:]

  /// Replays `records` (all of a project in their order, or at least those of `addresses` and of
  /// the names that they had before).
  package init(_ records: [JournalRecord], of addresses: Set<Address>) {
    let wanted = JournalRecord.names(of: addresses, in: records)
    var start = records.startIndex
    while start < records.endIndex {
      var end = start
      while end < records.endIndex, records[end].changeSet == records[start].changeSet { end += 1 }
      replay(
        records[start..<end].filter { record in
          wanted.contains(record.address) || record.formerAddress.map(wanted.contains) ?? false
        })
      start = end
    }
  }

  /// The fields of the row as it was applied last; nil where it never was, or was deleted since.
  package func fields(of address: Address) -> [String: FieldValue]? { rows[address] }

  /// The change set that wrote or deleted the row last; nil where none did.
  package func changeSet(of address: Address) -> Int? { changeSets[address] }

  /// Whether the row of a public key has the value that was applied last; nil where the journal
  /// does not tell.
  package func isLast(valueOf key: ProductKey) -> Bool? {
    guard let row = rows[key.address], let value = key.publicValue else { return nil }
    if let applied = row[ProductKey.Field.value.rawValue]?.string {
      return KeyMaterial(canonical: applied) == value
    }
    // The journal hides a value that the catalogue did not know.
    guard let tail = row[ProductKey.Field.tail.rawValue]?.string,
      let check = row[ProductKey.Field.check.rawValue]?.string
    else { return nil }
    return tail == value.tail.text && check == KeyCheck(of: value).text
  }

  /// One change set. Renames read what was there before it: names may be swapped.
  private mutating func replay(_ records: [JournalRecord]) {
    let before = rows
    for record in records {
      guard let former = record.formerAddress else { continue }
      rows[former] = nil
      changeSets[former] = record.changeSet
    }
    for record in records {
      changeSets[record.address] = record.changeSet
      let after = record.after.flatMap(JournalDocument.fields(of:))
      guard let after, record.action != "delete", record.action != "release" else {
        if record.after == nil { rows[record.address] = nil }
        continue
      }
      var row: [String: FieldValue] = [:]
      if record.action != Action.create.rawValue {
        let known = before[record.formerAddress ?? record.address]
        row = known ?? JournalReplay.fields(record.before) ?? [:]
      }
      for field in after { row[field.name] = field.value }
      row["name"] = nil
      rows[record.address] = row.filter { $0.value != .none }.reduce(into: [:]) {
        $0[$1.key] = $1.value.asJournaled(in: $1.key)
      }
    }
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

extension JournalRecord {
  /// Beyond so many entries the journal is read once for all, not once an entry.
  private static var mostLookups: Int { 20 }

  /// The items at `addresses` and at the names that their rows had before, in order; perhaps more.
  package static func records(
    at addresses: Set<Address>,
    _ read: (JournalSelection) throws(TargetError) -> [JournalRecord]
  ) throws(TargetError) -> [JournalRecord] {
    if addresses.count > mostLookups {
      let found = try read(.rows(addresses))
      let names = names(of: addresses, in: found)
      return names.count == addresses.count ? found : try read(.rows(names))
    }
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
    return found.sorted { $0.place < $1.place }
  }
}
