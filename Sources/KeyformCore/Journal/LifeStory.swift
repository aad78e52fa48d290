/// The items of one entry's life, through its renames.
package enum LifeStory {
  /// By change set and item. `fetch` gives the items of a name and the renames away from it, as
  /// `JournalSelection.address` does.
  package static func records<Failure: Error>(
    of address: Address, fetch: (Address) throws(Failure) -> [JournalRecord]
  ) throws(Failure) -> [JournalRecord] {
    var found: [Position: JournalRecord] = [:]
    var known: [Address: [JournalRecord]] = [:]
    var spans = [Span(address: address, from: .first, to: .last)]
    var walked: Set<Span> = []
    while let span = spans.popLast() {
      guard walked.insert(span).inserted else { continue }
      if known[span.address] == nil { known[span.address] = try fetch(span.address) }
      for record in known[span.address] ?? [] {
        let place = Position(changeSet: record.changeSet, ordinal: record.ordinal)
        guard span.from <= place, place <= span.to else { continue }
        found[place] = record
        if record.address != span.address {
          spans.append(Span(address: record.address, from: place, to: .last))
        } else if let name = record.previousName {
          spans.append(Span(address: Address(record.address.kind, name), from: .first, to: place))
        }
      }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  private struct Span: Hashable {
    let address: Address
    let from: Position
    let to: Position
  }

  private struct Position: Hashable, Comparable {
    let changeSet: Int
    let ordinal: Int

    static let first = Position(changeSet: .min, ordinal: 0)
    static let last = Position(changeSet: .max, ordinal: 0)

    static func < (left: Position, right: Position) -> Bool {
      (left.changeSet, left.ordinal) < (right.changeSet, right.ordinal)
    }
  }
}
