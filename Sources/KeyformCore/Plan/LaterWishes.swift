/// A change set's word on a field, or on a row as a whole, that a change goes against.
package struct WordAgainst: Hashable, Sendable {
  package let address: Address
  /// Nil: the row as a whole.
  package let field: String?
  package let changeSet: Int

  package init(address: Address, field: String?, changeSet: Int) {
    self.address = address
    self.field = field
    self.changeSet = changeSet
  }
}

/// What the history of the files tells of such words: whether the files have come to what the target
/// holds since, and gone from it again. Whoever changed them then knew, and takes nothing back.
package struct LaterWishes: Hashable, Sendable {
  private let told: [WordAgainst: Bool]

  /// `told` by word; what is not in it, the history does not tell.
  package init(_ told: [WordAgainst: Bool]) { self.told = told }

  package static let none = LaterWishes([:])

  /// Nil where nobody can tell.
  subscript(word: WordAgainst) -> Bool? { told[word] }
}
