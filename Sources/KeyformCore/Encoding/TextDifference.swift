/// What became of a text line by line, as `diff -u` shows it: the first lines of that, masked, and
/// how many are left out.
package struct TextDifference: Hashable, Sendable {
  package enum Sign: String, Hashable, Sendable, CaseIterable {
    /// Says where the lines below it stand.
    case place
    case same, removed, added
  }

  package struct Line: Hashable, Sendable {
    package let sign: Sign
    package let text: String

    package init(sign: Sign, text: String) {
      self.sign = sign
      self.text = text
    }
  }

  package let lines: [Line]
  /// Lines that are not among `lines`.
  package let leftOut: Int

  package init(lines: [Line], leftOut: Int) {
    self.lines = lines
    self.leftOut = leftOut
  }
}

extension TextDifference {
  /// Lines that are kept.
  private static let most = 12
  /// Lines that differ, at either side, that are compared with each other; more of them are one
  /// block that goes and one that comes.
  private static let mostCompared = 400
  /// Characters of a line.
  private static let width = 160

  /// Nil where both are alike. What a text hides is hidden as in the whole of it.
  package init?(from before: [UInt8], to after: [UInt8], _ masking: Masking) {
    if before == after { return nil }
    let old = FileLines(before)
    let new = FileLines(after)
    let steps = Self.steps(old.lines, new.lines)
    var lines: [Line] = []
    var count = 0
    func add(_ sign: Sign, _ text: () -> String) {
      count += 1
      if lines.count < Self.most { lines.append(Line(sign: sign, text: text())) }
    }
    for hunk in Self.hunks(steps) {
      add(.place) { Self.place(of: steps[hunk]) }
      for step in steps[hunk] {
        switch step.sign {
        case .added: add(.added) { new.shown(step.new, masking, width: Self.width) }
        case .same, .removed, .place:
          add(step.sign) { old.shown(step.old, masking, width: Self.width) }
        }
      }
    }
    self.init(lines: lines, leftOut: count - lines.count)
  }

  /// The lines of `after`, from 1, that `before` does not have at that place.
  package static func linesAdded(from before: [UInt8], to after: [UInt8]) -> Set<Int> {
    if before == after { return [] }
    let steps = steps(FileLines(before).lines, FileLines(after).lines)
    return Set(steps.lazy.filter { $0.sign == .added }.map { $0.new + 1 })
  }

  /// One line of either text or of both, by the indexes at which both texts then are.
  private struct Step {
    let sign: Sign
    let old: Int
    let new: Int
  }

  private static func steps(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Step] {
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    var end = 0
    while end < min(old.count, new.count) - start,
      old[old.count - 1 - end] == new[new.count - 1 - end]
    {
      end += 1
    }
    let (removed, added) = changed(
      Array(old[start..<old.count - end]), Array(new[start..<new.count - end]))
    var steps: [Step] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if left < old.count, removed.contains(left - start) {
        steps.append(Step(sign: .removed, old: left, new: right))
        left += 1
      } else if right < new.count, added.contains(right - start) {
        steps.append(Step(sign: .added, old: left, new: right))
        right += 1
      } else {
        steps.append(Step(sign: .same, old: left, new: right))
        left += 1
        right += 1
      }
    }
    return steps
  }

  /// Indexes of what goes and of what comes.
  private static func changed(
    _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]
  ) -> (removed: Set<Int>, added: Set<Int>) {
    guard max(old.count, new.count) <= mostCompared else {
      return (Set(old.indices), Set(new.indices))
    }
    // Numbers in place of lines: long ones are compared once.
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    func number(_ line: ArraySlice<UInt8>) -> Int {
      if let known = numbers[line] { return known }
      numbers[line] = numbers.count
      return numbers.count - 1
    }
    var (removed, added): (Set<Int>, Set<Int>) = ([], [])
    for change in new.map(number).difference(from: old.map(number)) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    return (removed, added)
  }

  /// Differences with a line before and behind them; those that touch go together.
  private static func hunks(_ steps: [Step]) -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for index in steps.indices where steps[index].sign != .same {
      let range = max(0, index - 1)..<min(steps.count, index + 2)
      if let last = hunks.last, last.upperBound >= range.lowerBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return hunks
  }

  private static func place(of hunk: ArraySlice<Step>) -> String {
    guard let first = hunk.first else { return "" }
    let old = hunk.count { $0.sign != .added }
    let new = hunk.count { $0.sign != .removed }
    func side(_ start: Int, _ count: Int) -> String { "\(count == 0 ? start : start + 1),\(count)" }
    return "@@ -\(side(first.old, old)) +\(side(first.new, new)) @@"
  }
}
