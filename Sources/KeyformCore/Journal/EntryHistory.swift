/// The items of one entry's life, through its renames.
package enum EntryHistory {
  /// By change set and item: all that bore the name, what each of them was called before, and what
  /// after. `fetch` gives the items of a name and the renames away from it, as
  /// `JournalSelection.address` does.
  package static func records<Failure: Error>(
    of address: Address, fetch: (Address) throws(Failure) -> [JournalRecord]
  ) throws(Failure) -> [JournalRecord] {
    var found: [JournalPlace: JournalRecord] = [:]
    var walks = [Walk(address: address, way: .whole)]
    var walked: Set<Walk> = []
    while let walk = walks.popLast() {
      guard walked.insert(walk).inserted else { continue }
      for record in walk.steps(try fetch(walk.address)) {
        let place = record.place
        found[place] = record
        if record.address != walk.address {
          if walk.way.goesOn { walks.append(Walk(address: record.address, way: .after(place))) }
        } else if let name = record.previousName, walk.way.goesBack {
          walks.append(Walk(address: Address(record.address.kind, name), way: .before(place)))
        }
      }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Part of what happened under one name.
  private struct Walk: Hashable {
    enum Way: Hashable {
      /// Every entry that bore the name.
      case whole
      /// The entry that gave the name up there, back to its beginning under it.
      case before(JournalPlace)
      /// The entry that got the name there, to its end under it.
      case after(JournalPlace)

      var goesBack: Bool {
        if case .after = self { false } else { true }
      }

      var goesOn: Bool {
        if case .before = self { false } else { true }
      }
    }

    let address: Address
    let way: Way

    func steps(_ records: [JournalRecord]) -> [JournalRecord] {
      switch way {
      case .whole: return records
      case .before(let end):
        let earlier = records.filter { $0.place < end }
        let start = earlier.lastIndex { isBeginning($0) } ?? earlier.startIndex
        return Array(earlier[start...])
      case .after(let start):
        let later = records.filter { start < $0.place }
        guard let end = later.firstIndex(where: isEnd) else { return later }
        return Array(later[...end])
      }
    }

    private func isBeginning(_ record: JournalRecord) -> Bool {
      switch JournalStep(record) {
      case .appearing: true
      case .changing(let source): record.address == address && source != address
      case .vanishing: false
      }
    }

    private func isEnd(_ record: JournalRecord) -> Bool {
      switch JournalStep(record) {
      case .appearing: false
      case .changing: record.address != address
      case .vanishing: true
      }
    }
  }
}
