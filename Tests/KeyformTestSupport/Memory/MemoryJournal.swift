internal import KeyformCore

/// Change sets, oldest first, each with the hash of its project's one before.
struct MemoryJournal: Sendable {
  private struct ChangeSet: Sendable {
    let project: String
    let id: Int
    let header: ChangeSetHeader
    let records: [JournalRecord]
    let previous: String?
    var hash = ""

    func computedHash() -> String {
      var digest = ContentDigest()
      // Debug descriptions are quoted: no two sets give the same text.
      digest.update(String(reflecting: [project, String(id), previous ?? "first"]))
      digest.update(String(reflecting: header))
      for record in records { digest.update(String(reflecting: record)) }
      return digest.hex()
    }
  }

  private var changeSets: [ChangeSet] = []

  var isEmpty: Bool { changeSets.isEmpty }

  private func changeSets(of project: String) -> [ChangeSet] {
    changeSets.filter { $0.project == project }
  }

  /// Gives the number of the new change set.
  mutating func add(_ changes: [Change], _ header: ChangeSetHeader, of project: String) -> Int {
    let id = changeSets.count + 1
    let records = changes.enumerated().map { index, change in
      let item = JournalItem(change)
      return JournalRecord(
        changeSet: id, ordinal: index + 1, action: change.action.rawValue,
        address: change.address, before: item.before.map { String(decoding: $0, as: UTF8.self) },
        after: item.after.map { String(decoding: $0, as: UTF8.self) })
    }
    var changeSet = ChangeSet(
      project: project, id: id, header: header, records: records,
      previous: changeSets(of: project).last?.hash)
    changeSet.hash = changeSet.computedHash()
    changeSets.append(changeSet)
    return id
  }

  func changeSet(ofPlan digest: String, project: String) -> Int? {
    let all = changeSets(of: project)
    // Where a later one has changed an entry of it again, the plan leads there once more.
    return all.first { one in
      one.header.planDigest == digest
        && !all.contains { later in
          later.id > one.id
            && later.records.contains { record in
              one.records.contains { $0.address == record.address }
            }
        }
    }?.id
  }

  /// Newest first.
  func entries(of project: String) -> [JournalEntry] {
    changeSets(of: project).reversed().map { changeSet in
      var counts: [String: Int] = [:]
      for record in changeSet.records { counts[record.action, default: 0] += 1 }
      return JournalEntry(
        changeSet: changeSet.id, header: changeSet.header, databaseRole: nil,
        actions: counts.sorted { $0.key < $1.key }.map {
          ActionCount(action: $0.key, count: $0.value)
        }, hash: changeSet.hash)
    }
  }

  func records(of project: String, _ selection: JournalSelection) -> [JournalRecord] {
    let all = changeSets(of: project).flatMap(\.records)
    return switch selection {
    case .all: all
    case .changeSet(let id): all.filter { $0.changeSet == id }
    case .address(let address):
      all.filter { record in
        record.address == address
          || record.address.kind == address.kind && record.previousName == address.name
      }
    case .rows(let addresses):
      all.filter { addresses.contains($0.address) || $0.previousName != nil }
    }
  }

  func lastWriter(of address: Address, in project: String) -> LastWriter? {
    changeSets(of: project).last { $0.records.contains { $0.address == address } }.map {
      LastWriter(
        changeSet: $0.id, appliedAt: $0.header.appliedAt,
        operatorName: $0.header.operatorName, databaseRole: nil)
    }
  }

  func verdict(on project: String, expecting hash: String?) -> JournalVerdict {
    let own = changeSets(of: project)
    var flaws: [JournalFlaw] = []
    var previous: String?
    for changeSet in own {
      if changeSet.computedHash() != changeSet.hash || changeSet.previous != previous {
        flaws.append(JournalFlaw(changeSet: changeSet.id, "its hash does not fit", isContent: true))
      }
      previous = changeSet.hash
    }
    let remembered: JournalVerdict.Remembered =
      if let hash {
        own.firstIndex { $0.hash == hash }.map {
          .found(changeSet: own[$0].id, since: own.count - $0 - 1)
        } ?? .missing
      } else {
        .notAsked
      }
    return JournalVerdict(
      changeSets: own.count, items: own.reduce(0) { $0 + $1.records.count },
      end: own.last.map { JournalVerdict.End(changeSet: $0.id, hash: $0.hash) }, flaws: flaws,
      remembered: remembered)
  }
}
