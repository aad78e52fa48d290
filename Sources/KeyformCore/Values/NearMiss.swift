/// Finds what a misspelt word was likely meant to be.
package enum NearMiss {
  /// The candidate nearest to `word`, or nil where none is near: at most a third of the letters
  /// may differ (swapped neighbours count once). Of equally near ones the first wins.
  package static func suggestion(for word: String, in candidates: some Sequence<String>) -> String?
  {
    let letters = Array(word.lowercased().utf8)
    guard !letters.isEmpty, letters.count <= 100 else { return nil }
    var limit = max(1, letters.count / 3)
    var best: String?
    for candidate in candidates where abs(candidate.utf8.count - letters.count) <= limit {
      let distance = distance(letters, Array(candidate.lowercased().utf8))
      if distance <= limit {
        best = candidate
        limit = distance - 1
        if limit < 0 { break }
      }
    }
    return best
  }

  /// The candidate nearest to `word`, where no other is as near.
  package static func only(for word: String, in candidates: [String]) -> String? {
    guard let best = suggestion(for: word, in: candidates) else { return nil }
    let letters = Array(word.lowercased().utf8)
    let least = distance(letters, Array(best.lowercased().utf8))
    let isAlone = candidates.allSatisfy {
      $0 == best || distance(letters, Array($0.lowercased().utf8)) > least
    }
    return isAlone ? best : nil
  }

  /// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var before: [Int] = []
    var previous = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = min(
          previous[column + 1] + 1, current[column] + 1,
          previous[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          cost = min(cost, before[column - 1] + 1)
        }
        current.append(cost)
      }
      before = previous
      previous = current
    }
    return previous[right.count]
  }
}
