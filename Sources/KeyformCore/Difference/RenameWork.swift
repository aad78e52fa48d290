/// Settles the renames of one kind: claims that cannot hold fall, and with them those that were
/// waiting for their row to move away, until what is left holds together.
struct RenameWork<Value: Managed> {
  private struct Candidate {
    /// Place of the entry that claims.
    let entry: Int
    let former: String
    /// Place of the row that it claims; nil where there is none.
    let row: Int?
    /// Whether a `was:` in the file says so.
    let isWritten: Bool
    var outcome: RenameClaim.Outcome
  }

  private let stored: EntrySet<Value>
  private let desired: EntrySet<Value>
  private var candidates: [Candidate] = []

  /// `following` are former names that follow from other renames, by the place of the entry.
  init(_ stored: EntrySet<Value>, _ desired: EntrySet<Value>, following: [Int: String]) {
    self.stored = stored
    self.desired = desired
    for (index, entry) in desired.entries.enumerated() {
      guard let former = entry.was ?? following[index] else { continue }
      let row = stored.index(of: former)
      candidates.append(
        Candidate(
          entry: index, former: former, row: row, isWritten: entry.was != nil,
          outcome: row == nil ? outcome(withoutRow: entry.name) : .renames))
    }
  }

  private func outcome(withoutRow name: String) -> RenameClaim.Outcome {
    stored.index(of: name) == nil ? .findsNothing : .isDone
  }

  mutating func settle() {
    dropSecondClaims()
    var isSettled = candidates.isEmpty
    while !isSettled {
      isSettled = true
      // Rows that move away, and entries that a moved row is for.
      let standing = candidates.filter { $0.outcome == .renames }
      let moved = Set(standing.compactMap(\.row))
      let fed = Set(standing.map(\.entry))
      for index in candidates.indices where candidates[index].outcome == .renames {
        let fallen = objection(to: candidates[index], moved, fed)
        guard let fallen else { continue }
        candidates[index].outcome = fallen
        isSettled = false
      }
    }
  }

  /// A row can become one entry alone: the first by name, as structural errors tell.
  private mutating func dropSecondClaims() {
    var taken = Set<Int>()
    for index in candidates.indices {
      guard let row = candidates[index].row else { continue }
      if !taken.insert(row).inserted { candidates[index].outcome = .isOccupied }
    }
  }

  /// Why a claim cannot hold; nil where it can.
  private func objection(
    to claim: Candidate, _ moved: Set<Int>, _ fed: Set<Int>
  ) -> RenameClaim.Outcome? {
    guard let row = claim.row else { return .findsNothing }
    let own = stored.index(of: desired.entries[claim.entry].name)
    // The old name is an entry that keeps its row.
    if let heir = desired.index(of: claim.former), !fed.contains(heir) {
      return own == nil ? .isOccupied : .isDone
    }
    guard let own else { return nil }
    if claim.isWritten, isNearer(own, than: row, to: claim.entry) { return .isDone }
    return moved.contains(own) ? nil : .isOccupied
  }

  /// Whether row `own` is at least as near to the wanted entry as row `other`: the key's identity
  /// first, then the count of fields that differ.
  private func isNearer(_ own: Int, than other: Int, to entry: Int) -> Bool {
    let wanted = desired.entries[entry].value
    return distance(own, wanted) <= distance(other, wanted)
  }

  private func distance(_ row: Int, _ wanted: Value) -> (Int, Int) {
    let value = stored.entries[row].value
    return (
      Value.sameIdentity(value, wanted) ? 0 : 1, FieldChange.between(value, wanted).count
    )
  }

  /// Every `was:`, by name.
  var claims: [RenameClaim] {
    candidates.filter(\.isWritten).map { claim in
      let entry = desired.entries[claim.entry]
      return RenameClaim(
        address: entry.value.address, origin: entry.origin, was: claim.former,
        outcome: claim.outcome)
    }
  }

  var rows: RenamedRows {
    var rows = RenamedRows.none
    for claim in candidates where claim.outcome == .renames {
      guard let row = claim.row else { continue }
      rows.add(row: row, from: claim.former, to: desired.entries[claim.entry].name)
    }
    return rows
  }
}

extension Managed {
  /// Whether both are the same thing whatever their fields say; keys alone have an identity.
  fileprivate static func sameIdentity(_ one: Self, _ other: Self) -> Bool {
    guard let one = one as? ProductKey, let other = other as? ProductKey else { return true }
    return one.identity == other.identity && one.publicValue == other.publicValue
  }
}
