/// One item of a change set, as the journal holds it: what became of one row.
package struct JournalRecord: Hashable, Sendable {
  package let changeSet: Int
  /// From 1, in the order in which the items were written.
  package let ordinal: Int
  /// As written: a word of an `Action`, or of one that a later Keyform knows.
  package let action: String
  /// The name after the change.
  package let address: Address
  /// JSON, masked: the whole row of a create or delete, of an update the fields that changed.
  /// `JournalDocument` reads it.
  package let before: String?
  package let after: String?

  package init(
    changeSet: Int, ordinal: Int, action: String, address: Address, before: String?,
    after: String?
  ) {
    self.changeSet = changeSet
    self.ordinal = ordinal
    self.action = action
    self.address = address
    self.before = before
    self.after = after
  }
}

/// Where an item stands in a journal.
package struct JournalPlace: Hashable, Sendable, Comparable {
  package let changeSet: Int
  package let ordinal: Int

  package static func < (left: JournalPlace, right: JournalPlace) -> Bool {
    (left.changeSet, left.ordinal) < (right.changeSet, right.ordinal)
  }
}

/// Which items of a journal are wanted.
package enum JournalSelection: Hashable, Sendable {
  case all
  case changeSet(Int)
  /// Items under this name, and renames away from it (those stand under the new name).
  case address(Address)
  /// Items under these names, and every rename.
  case rows(Set<Address>)
}

/// Who wrote a row last, as far as the journal knows.
package struct LastWriter: Hashable, Sendable {
  package let changeSet: Int
  /// UTC, `YYYY-MM-DDTHH:MM:SSZ`; as the writer's clock had it.
  package let appliedAt: String
  /// As claimed by the writer.
  package let operatorName: String?
  /// The database's own word; nil where the engine knows no roles.
  package let databaseRole: String?

  package init(
    changeSet: Int, appliedAt: String, operatorName: String?, databaseRole: String?
  ) {
    self.changeSet = changeSet
    self.appliedAt = appliedAt
    self.operatorName = operatorName
    self.databaseRole = databaseRole
  }

  /// For people: `change set 12 of 2026-11-20T08:15:00Z by anna (role deploy)`.
  package var shown: String {
    let who = operatorName.map { " by \($0)" } ?? ""
    let role = databaseRole.map { " (role \($0))" } ?? ""
    return "change set \(changeSet) of \(appliedAt)\(who)\(role)"
  }
}

extension JournalRecord {
  var place: JournalPlace { JournalPlace(changeSet: changeSet, ordinal: ordinal) }

  /// The name that a rename took away: an update whose document of before names another one.
  package var previousName: String? {
    guard let before, before.utf8.count > 2, action == Action.update.rawValue,
      let name = JournalDocument.fields(of: before)?.first(where: { $0.name == "name" }),
      name.value.string != address.name
    else { return nil }
    return name.value.string
  }

  /// The address that a rename took away.
  package var formerAddress: Address? { previousName.map { Address(address.kind, $0) } }
}

extension JournalRecord {
  /// The addresses with all the names that their rows had before, by records in their order.
  package static func names(
    of addresses: Set<Address>, in records: [JournalRecord]
  ) -> Set<Address> {
    var names = addresses
    for record in records.reversed() where names.contains(record.address) {
      if let former = record.formerAddress { names.insert(former) }
    }
    return names
  }
}
