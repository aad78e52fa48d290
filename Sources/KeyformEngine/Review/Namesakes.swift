/// Which of some things of one name was which before. A name may stand in the sets of several targets,
/// each time in a file of its own: one of the same file comes first, then the others in their order.
struct Namesakes {
  /// For each that is there now, the place of what it was; nil: it is new.
  private(set) var partners: [Int?]
  /// The places of what is gone, in their order.
  var left: [Int] { takers.indices.filter { takers[$0] < 0 } }

  /// For each that was there, who it is now; -1: nobody.
  private var takers: [Int]

  /// `old` and `new` are the names of what was there and of what is there now, `former` is another one
  /// of the latter, which counts where nothing had the first. Files and former names are asked for by
  /// place, where they are needed.
  init<Name: Hashable>(
    _ old: some BidirectionalCollection<Name>, in oldFile: (Int) -> String?,
    _ new: some Collection<Name>, in newFile: (Int) -> String?, former: (Int) -> Name?
  ) {
    partners = Array(repeating: nil, count: new.count)
    takers = Array(repeating: -1, count: old.count)
    // The first one of each name, and behind each one the next of its name; -1: none.
    var first = [Name: Int](minimumCapacity: old.count)
    var next = Array(repeating: -1, count: old.count)
    var place = old.count
    for name in old.reversed() {
      place -= 1
      next[place] = first.updateValue(place, forKey: name) ?? -1
    }
    var contested: [Int: [Int]] = [:]
    for (index, name) in new.enumerated() {
      guard let start = first[name] ?? former(index).flatMap({ first[$0] }) else { continue }
      if next[start] < 0, takers[start] < 0 {
        pair(start, index)
      } else {
        contested[start, default: []].append(index)
      }
    }
    for start in contested.keys.sorted() {
      let chain = Array(sequence(first: start) { next[$0] < 0 ? nil : next[$0] })
      // One may have it already, as the first that asked.
      let others = (takers[start] < 0 ? [] : [takers[start]]) + (contested[start] ?? [])
      for old in chain { takers[old] = -1 }
      var ofFile = Dictionary(grouping: chain.reversed(), by: oldFile)
      var waiting: [Int] = []
      for index in others {
        partners[index] = nil
        if let old = ofFile[newFile(index)]?.popLast() {
          pair(old, index)
        } else {
          waiting.append(index)
        }
      }
      for (old, index) in zip(chain.filter({ takers[$0] < 0 }), waiting) { pair(old, index) }
    }
  }

  private mutating func pair(_ old: Int, _ new: Int) {
    partners[new] = old
    takers[old] = new
  }
}
