/// Which of some things of one name was which before. A name may stand in the sets of several targets,
/// each time in a file of its own: one of the same file comes first, then the others in their order.
struct Namesakes {
  /// For each that is there now, the place of what it was; nil: it is new.
  private(set) var partners: [Int?]
  /// The places of what is gone, in their order.
  var left: [Int] { takers.indices.filter { takers[$0] < 0 } }

  /// For each that was there, who it is now; -1: nobody.
  private var takers: [Int]

  /// `names` of what was there; `wanted`: the names by which each that is there now may have been known,
  /// of which the first that was there counts. The files of both are asked for by place, and only where
  /// a name stands more than once.
  init<Name: Hashable>(
    of names: some Sequence<Name>, in oldFile: (Int) -> String?,
    wanted: some Collection<(name: Name, former: Name?)>, in newFile: (Int) -> String?
  ) {
    let names = Array(names)
    partners = Array(repeating: nil, count: wanted.count)
    takers = Array(repeating: -1, count: names.count)
    // The first one of each name, and behind each one the next of its name; -1: none.
    var first = [Name: Int](minimumCapacity: names.count)
    var next = Array(repeating: -1, count: names.count)
    for index in names.indices.reversed() {
      next[index] = first.updateValue(index, forKey: names[index]) ?? -1
    }
    var contested: [Int: [Int]] = [:]
    for (index, one) in wanted.enumerated() {
      guard let start = first[one.name] ?? one.former.flatMap({ first[$0] }) else { continue }
      if next[start] < 0, takers[start] < 0, contested[start] == nil {
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
