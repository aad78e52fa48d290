/// Which items belong to which owner, in two flat arrays: items of owner `i` are
/// `items[starts[i]..<starts[i + 1]]`, ascending. Made by a counting sort.
package struct RowIndex: Sendable {
  private let starts: [Int32]
  private let items: [Int32]

  /// `owners` gives the owner of each item; a negative one, or one beyond `count`, is nobody.
  package init(_ owners: [Int32], count: Int) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for owner in owners where owner >= 0 && Int(owner) < count { starts[Int(owner) + 1] += 1 }
    for index in 0..<count { starts[index + 1] += starts[index] }
    var next = starts
    var items = [Int32](repeating: 0, count: Int(starts[count]))
    for (item, owner) in owners.enumerated() where owner >= 0 && Int(owner) < count {
      items[Int(next[Int(owner)])] = Int32(item)
      next[Int(owner)] += 1
    }
    self.starts = starts
    self.items = items
  }

  package subscript(owner: Int) -> ArraySlice<Int32> {
    items[Int(starts[owner])..<Int(starts[owner + 1])]
  }

  package func count(of owner: Int) -> Int { Int(starts[owner + 1] - starts[owner]) }
}
