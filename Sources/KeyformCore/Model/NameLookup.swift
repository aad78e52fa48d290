/// Finds names in a sorted list. Names that follow each other are mostly asked for in that order,
/// so the place after the last hit is tried before searching: no dictionary is built.
package struct NameLookup: Sendable {
  private let names: [String]

  /// `names` is in ascending order.
  package init(_ names: [String]) { self.names = names }

  package func cursor() -> Cursor { Cursor(names: names) }

  /// Places of `wanted`; -1 where there is none.
  package func indexes(of wanted: some Sequence<String>) -> [Int32] {
    var cursor = cursor()
    return wanted.map { cursor.index(of: $0) }
  }

  package struct Cursor {
    private let names: [String]
    private var last = 0

    fileprivate init(names: [String]) { self.names = names }

    /// The place of `name`; -1 where there is none.
    package mutating func index(of name: String) -> Int32 {
      guard !names.isEmpty else { return -1 }
      if names[last] == name { return Int32(last) }
      if last + 1 < names.count, names[last + 1] == name {
        last += 1
        return Int32(last)
      }
      var low = 0
      var high = names.count
      while low < high {
        let middle = (low + high) / 2
        if names[middle] < name { low = middle + 1 } else { high = middle }
      }
      guard low < names.count, names[low] == name else { return -1 }
      last = low
      return Int32(low)
    }
  }
}
