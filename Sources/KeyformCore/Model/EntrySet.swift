/// The entries of one kind in byte order of their names: both sides of a merge join.
package struct EntrySet<Value: Managed>: Sendable {
  package let entries: [Entry<Value>]

  /// Sorts unless the entries come in order. Names must be unique.
  package init(_ entries: [Entry<Value>]) {
    // A loop over indexes: generic sequences are not specialised across modules.
    var inOrder = true
    for index in entries.indices.dropFirst() where entries[index - 1].name >= entries[index].name {
      inOrder = false
      break
    }
    self.entries = inOrder ? entries : entries.sorted { $0.name < $1.name }
  }

  /// Of entries that are in byte order of their names already.
  package init(sorted entries: [Entry<Value>]) { self.entries = entries }

  package static var empty: EntrySet { EntrySet(sorted: []) }

  package var count: Int { entries.count }

  /// Position by name; nil where there is none. O(log n).
  package func index(of name: String) -> Int? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].name < name { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].name == name ? low : nil
  }

  package subscript(name: String) -> Entry<Value>? { index(of: name).map { entries[$0] } }

  /// The same entries with other values; `change` leaves the names alone.
  package func mapping(_ change: (inout Value) -> Void) -> EntrySet {
    EntrySet(
      sorted: entries.map { entry in
        var value = entry.value
        change(&value)
        return entry.with(value)
      })
  }

  func isSame(as other: EntrySet) -> Bool {
    entries.elementsEqual(other.entries) { $0.value == $1.value }
  }
}
