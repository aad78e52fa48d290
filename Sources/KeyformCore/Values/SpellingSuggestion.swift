/// Finds what a misspelt word was likely meant to be.
package enum SpellingSuggestion {
  /// The candidate nearest to `word`, or nil where none is near: at most a third of the letters
  /// may differ (swapped neighbours count once). Of equally near ones the first wins.
  package static func suggestion(for word: String, in candidates: some Sequence<String>) -> String?
  {
    let letters = Array(word.lowercased().utf8)
    guard !letters.isEmpty, letters.count <= 100 else { return nil }
    var limit = max(1, letters.count / 3)
    var best: String?
    for candidate in candidates where abs(candidate.utf8.count - letters.count) <= limit {
      let other = Array(candidate.lowercased().utf8)
      if let distance = distance(letters, other, within: limit) {
        best = candidate
        limit = distance - 1
        if limit < 0 { break }
      }
    }
    return best
  }

  /// The end of a message that says so; empty where none is near.
  package static func question(_ word: String, in candidates: some Sequence<String>) -> String {
    suggestion(for: word, in: candidates).map { "; did you mean `\($0)`?" } ?? ""
  }

  /// The candidate nearest to `word`, where no other is as near.
  package static func only(for word: String, in candidates: [String]) -> String? {
    guard let best = suggestion(for: word, in: candidates) else { return nil }
    let letters = Array(word.lowercased().utf8)
    let most = max(1, letters.count / 3)
    guard let least = distance(letters, Array(best.lowercased().utf8), within: most) else {
      return nil
    }
    let isAlone = candidates.allSatisfy {
      $0 == best || distance(letters, Array($0.lowercased().utf8), within: least) == nil
    }
    return isAlone ? best : nil
  }

  /// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours. Nil
  /// where it is more than `limit`, which ends the work early: only cells near the diagonal can be
  /// less.
  private static func distance(_ left: [UInt8], _ right: [UInt8], within limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    let far = limit + 1
    var before = [Int](repeating: far, count: right.count + 1)
    var previous = before
    var current = before
    for column in 0...min(limit, right.count) { previous[column] = column }
    var leastBefore = 0
    for row in 1..<max(1, left.count + 1) {
      let first = max(1, row - limit)
      let last = min(right.count, row + limit)
      current[first - 1] = first == 1 ? min(row, far) : far
      var least = current[first - 1]
      for column in first..<max(first, last + 1) {
        let isSame = left[row - 1] == right[column - 1]
        var cost = min(
          column < row + limit ? previous[column] + 1 : far, current[column - 1] + 1,
          previous[column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          cost = min(cost, before[column - 2] + 1)
        }
        current[column] = min(cost, far)
        least = min(least, cost)
      }
      // A swap reaches back over one row.
      if least > limit, leastBefore > limit { return nil }
      leastBefore = least
      (before, previous, current) = (previous, current, before)
    }
    let found = previous[right.count]
    return found <= limit ? found : nil
  }
}
