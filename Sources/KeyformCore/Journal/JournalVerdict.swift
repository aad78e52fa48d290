/// What checking a journal found.
package struct JournalVerdict: Hashable, Sendable {
  /// The newest change set and its hash: kept elsewhere, it shows later whether the end was cut off.
  package struct End: Hashable, Sendable {
    package let changeSet: Int
    package let hash: String

    package init(changeSet: Int, hash: String) {
      self.changeSet = changeSet
      self.hash = hash
    }
  }

  /// What became of a hash that somebody kept.
  package enum Remembered: Hashable, Sendable {
    /// Nobody gave one.
    case notAsked
    /// It is the hash of this change set; so many came after it.
    case found(changeSet: Int, since: Int)
    /// The journal that it was taken from is not this one, or was rewritten or cut short.
    case missing
  }

  package let changeSets: Int
  package let items: Int
  package let end: End?
  package private(set) var flaws: [JournalFlaw]
  package let remembered: Remembered

  package init(
    changeSets: Int, items: Int, end: End?, flaws: [JournalFlaw], remembered: Remembered
  ) {
    self.changeSets = changeSets
    self.items = items
    self.end = end
    self.flaws = flaws
    self.remembered = remembered
  }

  package var isAltered: Bool { !flaws.isEmpty || remembered == .missing }

  /// The change sets that do not hold what was written.
  package var altered: Set<Int> {
    Set(flaws.compactMap { $0.isContent ? $0.changeSet : nil })
  }

  /// The same with further flaws, by change set and item.
  package func adding(_ more: [JournalFlaw]) -> JournalVerdict {
    var verdict = self
    verdict.flaws = (flaws + more).sorted {
      ($0.changeSet, $0.ordinal ?? 0) < ($1.changeSet, $1.ordinal ?? 0)
    }
    return verdict
  }
}

/// One place where a journal is not as it was written.
package struct JournalFlaw: Hashable, Sendable {
  package let changeSet: Int
  /// The item, where it can be told.
  package let ordinal: Int?
  package let address: Address?
  /// What is wrong, in a clause that follows the place.
  package let problem: String
  /// Whether the change set's own lines are altered, not its place in the chain.
  package let isContent: Bool

  package init(
    changeSet: Int, ordinal: Int? = nil, address: Address? = nil, _ problem: String,
    isContent: Bool
  ) {
    self.changeSet = changeSet
    self.ordinal = ordinal
    self.address = address
    self.problem = problem
    self.isContent = isContent
  }

  /// `change set 12, item 3 (key/win11-mak)`.
  package var place: String {
    let item = ordinal.map { ", item \($0)" } ?? ""
    return "change set \(changeSet)\(item)" + (address.map { " (\($0))" } ?? "")
  }
}
