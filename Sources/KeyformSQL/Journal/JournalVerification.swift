internal import KeyformCore

/// Follows the chain of hashes from the first change set to the last and names what does not fit.
struct JournalVerification {
  let project: String
  /// A hash that somebody kept.
  let expected: String?
  private(set) var flaws: [JournalFlaw] = []
  /// Change sets by hash, to tell where a broken chain goes on.
  private(set) var seen: [String: Int] = [:]
  private(set) var last: JournalVerdict.End?
  private(set) var itemCount = 0
  private(set) var ids: [Int] = []
  /// Missing items are named up to here.
  private static let most = 20

  /// `version` is that of the target's tables, which may be an older one.
  mutating func run(
    _ database: any SQLDatabase, at version: Int
  ) throws(TargetError) -> JournalVerdict {
    let rows = try database.rows(ChangeSetColumns.select("ASC", at: version), [project])
    let items = try database.rows(
      """
      SELECT change_set_id, ordinal, action, entity, name, before, after FROM change_item \
      WHERE project = $1 ORDER BY change_set_id, ordinal
      """, [project])
    var hasItem = try items.next()
    while try rows.next() {
      let id = ChangeSetColumns.changeSet(rows)
      while hasItem, (items.integer(0) ?? 0) < id { hasItem = try skipOrphan(items) }
      let written = ChangeSetColumns.previousHash(rows)
      let header = ChangeSetColumns.header(rows)
      let role = ChangeSetColumns.databaseRole(rows)
      func begin(_ previous: String?) -> JournalHash {
        var hash = JournalHash()
        JournalHash.addHeader(
          to: &hash, project: project, id: id, header, role: role, previous: previous)
        return hash
      }
      var own = begin(written)
      // A second one as the chain has it, where the row says something else.
      var chained = written == last?.hash ? nil : begin(last?.hash)
      var ordinal = 0
      while hasItem, items.integer(0) == id {
        noteGap(id, from: ordinal, to: items.integer(1) ?? 0)
        ordinal = items.integer(1) ?? 0
        itemCount += 1
        own.add(ordinal)
        chained?.add(ordinal)
        for column in 2...6 {
          let text = items.text(column)
          own.add(text)
          chained?.add(text)
        }
        hasItem = try items.next()
      }
      let hash = ChangeSetColumns.hash(rows)
      judge(
        id, hash: hash, written: written, isSound: own.finish() == hash,
        fitsChain: chained?.finish() == hash)
      seen[hash] = id
      ids.append(id)
      last = JournalVerdict.End(changeSet: id, hash: hash)
    }
    while hasItem { hasItem = try skipOrphan(items) }
    return JournalVerdict(
      changeSets: ids.count, items: itemCount, end: last, flaws: flaws, remembered: remembered)
  }

  /// `isSound`: the hash fits the row as it is. `fitsChain`: it would fit with another
  /// `previous_hash`, the one of the change set before.
  private mutating func judge(
    _ id: Int, hash: String, written: String?, isSound: Bool, fitsChain: Bool
  ) {
    if fitsChain {
      note(id, "its previous_hash was edited; all else fits", isContent: true)
      return
    }
    if !isSound {
      note(
        id,
        "its hash does not fit: a column of it, or one of its items, was edited, added or removed",
        isContent: true)
    }
    if written != last?.hash { noteBrokenLink(id, written) }
  }

  /// The change set follows another one than the one that stands before it.
  private mutating func noteBrokenLink(_ id: Int, _ written: String?) {
    guard let last else {
      return note(id, "it is not the first: the change sets before it are missing")
    }
    guard let written else {
      return note(
        id, "it was written as the first one, yet change set \(last.changeSet) stands before it")
    }
    guard let origin = seen[written] else {
      return note(
        id,
        """
        it does not follow change set \(last.changeSet): one between them is missing, or change \
        set \(last.changeSet) was written anew
        """)
    }
    for added in ids where added > origin {
      note(added, "it was added: change set \(id) follows change set \(origin)")
    }
  }

  private mutating func noteGap(_ id: Int, from last: Int, to next: Int) {
    guard next > last + 1 else { return }
    for missing in (last + 1..<next).prefix(Self.most) {
      note(id, ordinal: missing, "is missing")
    }
  }

  private mutating func skipOrphan(_ items: any SQLRows) throws(TargetError) -> Bool {
    if flaws.count < 1_000 {
      note(
        items.integer(0) ?? 0, ordinal: items.integer(1) ?? 0,
        "belongs to a change set that is missing")
    }
    return try items.next()
  }

  private mutating func note(
    _ id: Int, ordinal: Int? = nil, _ problem: String, isContent: Bool = false
  ) {
    flaws.append(JournalFlaw(changeSet: id, ordinal: ordinal, problem, isContent: isContent))
  }

  private var remembered: JournalVerdict.Remembered {
    guard let expected else { return .notAsked }
    guard let id = seen[expected] else { return .missing }
    return .found(changeSet: id, since: ids.count { $0 > id })
  }
}
