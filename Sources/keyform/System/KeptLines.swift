/// Which lines of a file stood in an older state of it already. The ends of lines are no
/// difference.
struct KeptLines {
  /// By number, from 1, the number in the older state.
  private var numbers: [Int: Int] = [:]
  private let old: [ArraySlice<UInt8>]
  private let new: [ArraySlice<UInt8>]
  /// So many lines without a landmark among them are compared each with each.
  private static let mostCompared = 1_000

  init(of new: [UInt8], since old: [UInt8]) {
    self.old = Self.lines(of: old)
    self.new = Self.lines(of: new)
    match(self.old.startIndex..<self.old.endIndex, self.new.startIndex..<self.new.endIndex)
  }

  subscript(number: Int) -> Int? { numbers[number] }

  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: 10, omittingEmptySubsequences: false).map {
      $0.last == 13 ? $0.dropLast() : $0
    }
  }

  /// Takes what is equal at both ends, then goes from one landmark to the next.
  private mutating func match(_ before: Range<Int>, _ after: Range<Int>) {
    var (before, after) = (before, after)
    while !before.isEmpty, !after.isEmpty, old[before.lowerBound] == new[after.lowerBound] {
      keep(before.lowerBound, after.lowerBound)
      before.removeFirst()
      after.removeFirst()
    }
    while !before.isEmpty, !after.isEmpty, old[before.upperBound - 1] == new[after.upperBound - 1] {
      keep(before.upperBound - 1, after.upperBound - 1)
      before.removeLast()
      after.removeLast()
    }
    guard !before.isEmpty, !after.isEmpty else { return }
    let landmarks = landmarks(before, after)
    guard !landmarks.isEmpty else { return compare(before, after) }
    var start = (before.lowerBound, after.lowerBound)
    for (left, right) in landmarks + [(before.upperBound, after.upperBound)] {
      match(start.0..<left, start.1..<right)
      if left < before.upperBound { keep(left, right) }
      start = (min(left + 1, before.upperBound), min(right + 1, after.upperBound))
    }
  }

  private mutating func keep(_ before: Int, _ after: Int) { numbers[after + 1] = before + 1 }

  /// Lines that stand once on each side: the longest row of them that rises on both.
  private func landmarks(_ before: Range<Int>, _ after: Range<Int>) -> [(Int, Int)] {
    let left = Self.single(old, before)
    let right = Self.single(new, after)
    let pairs = after.compactMap { index in
      right[new[index]] == index ? left[new[index]].map { ($0, index) } : nil
    }
    // Of each length, the row that ends lowest, and before each pair the one that it goes on from.
    var ends: [Int] = []
    var former = [Int?](repeating: nil, count: pairs.count)
    for (index, pair) in pairs.enumerated() {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if pairs[ends[middle]].0 < pair.0 { low = middle + 1 } else { high = middle }
      }
      former[index] = low > 0 ? ends[low - 1] : nil
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var row: [(Int, Int)] = []
    var next = ends.last
    while let index = next {
      row.append(pairs[index])
      next = former[index]
    }
    return row.reversed()
  }

  /// Where lines stand that stand once.
  private static func single(
    _ lines: [ArraySlice<UInt8>], _ range: Range<Int>
  ) -> [ArraySlice<UInt8>: Int] {
    var places: [ArraySlice<UInt8>: Int] = [:]
    for index in range { places[lines[index]] = places[lines[index]] == nil ? index : -1 }
    return places.filter { $0.value >= 0 }
  }

  private mutating func compare(_ before: Range<Int>, _ after: Range<Int>) {
    guard before.count + after.count <= Self.mostCompared else { return }
    let changes = Array(new[after]).difference(from: Array(old[before]))
    let (gone, come) = (Set(changes.removals.map(\.offset)), Set(changes.insertions.map(\.offset)))
    let left = before.indices.filter { !gone.contains($0 - before.lowerBound) }
    let right = after.indices.filter { !come.contains($0 - after.lowerBound) }
    for (left, right) in zip(left, right) { keep(left, right) }
  }
}

extension CollectionDifference.Change {
  fileprivate var offset: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
