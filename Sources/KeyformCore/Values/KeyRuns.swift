/// Finds what looks like a product key in any text, a mistyped one included: the one place that
/// says what a key in a text looks like, for the finding (SEC001), for what is shown and for the
/// journal.
///
/// Key-shaped are five groups of five symbols with one to three characters between them that are
/// no letters or digits, and 25 symbols in a row. Near to it are mistyped ones: a group short or
/// long, a wrong letter, a group missing. All of them are masked, and all of them are a finding: what
/// would be hidden in a plan, nobody could review there.
package struct KeyRuns {
  package struct Run {
    /// In bytes.
    package let range: Range<Int>
    /// What may be shown in its place: the last five symbols, upper case, or ``noTail`` where they may
    /// not be the last five of the key; empty for what is no key.
    package let tail: [UInt8]
    /// Nil unless the run is exactly 25 symbols of the alphabet.
    package let key: KeyMaterial?
  }

  /// In place of a tail that is not to be told.
  static let noTail = Array("?????".utf8)

  private enum Form { case undashed, exact(extra: Int), near(groups: Int, extra: Int) }

  /// The runs from left to right; they do not overlap.
  package static func find(in bytes: [UInt8]) -> [Run] {
    let groups = KeyGroup.all(in: bytes)
    var runs: [Run] = []
    var index = 0
    while index < groups.count {
      guard let form = form(at: index, in: groups, of: bytes) else {
        index += 1
        continue
      }
      let count =
        switch form {
        case .undashed: 1
        case .exact(let extra): 5 + extra
        case .near(let groups, let extra): groups + extra
        }
      runs.append(run(groups[index..<index + count], form, in: bytes))
      index += count
    }
    return runs
  }

  private static func form(at index: Int, in groups: [KeyGroup], of bytes: [UInt8]) -> Form? {
    if groups[index].undashedKey(in: bytes) != nil || groups[index].isNearlyUndashed {
      return .undashed
    }
    if isExact(groups, index, in: bytes) {
      // A window that fits better further on wins, so that the word before a key is not taken for
      // its first group.
      if !isUniform(groups, index) {
        for next in index + 1..<index + 5 where isExact(groups, next, in: bytes) {
          if isUniform(groups, next) { return nil }
        }
      }
      return .exact(extra: extra(behind: index + 5, in: groups, of: bytes))
    }
    for count in [5, 4] where isNear(groups, index, count) {
      for next in index + 1..<index + count where isExact(groups, next, in: bytes) {
        return nil
      }
      return .near(
        groups: count, extra: extra(behind: index + count, in: groups, of: bytes))
    }
    return nil
  }

  /// Five groups of five symbols; letters may touch the first and the last.
  private static func isExact(_ groups: [KeyGroup], _ start: Int, in bytes: [UInt8]) -> Bool {
    guard start + 5 <= groups.count else { return false }
    let window = groups[start..<start + 5]
    guard window.dropFirst().allSatisfy({ $0.joint != .none }),
      window.dropFirst().dropLast().allSatisfy(\.isFive)
    else { return false }
    let symbols = symbols(window, in: bytes)
    return symbols.count == 25 && symbols.allSatisfy { KeySymbols.contains($0) }
      && symbols.contains { $0 >= 65 }
  }

  /// Whether the same kind of character stands between all groups of a window.
  private static func isUniform(_ groups: [KeyGroup], _ start: Int) -> Bool {
    groups[start + 2..<start + 5].allSatisfy { $0.joint == groups[start + 1].joint }
  }

  /// Groups that follow a window in the same manner, be they mistyped: which five are the key cannot be
  /// told, so none of them may stay.
  private static func extra(
    behind end: Int, in groups: [KeyGroup], of bytes: [UInt8]
  ) -> Int {
    let joint = groups[end - 1].joint
    return groups[end...].prefix { group in
      guard group.joint == joint, joint != .none else { return false }
      let isTouched =
        group.range.count > 5
        && bytes[group.range].prefix(5).allSatisfy { KeySymbols.contains($0) }
      return group.isFive || isTouched
        || joint == .dash && 4...6 ~= group.range.count && group.wrong <= 1
    }.count
  }

  private static func isNear(_ groups: [KeyGroup], _ start: Int, _ count: Int) -> Bool {
    guard start + count <= groups.count else { return false }
    let window = groups[start..<start + count]
    let joint = groups[start + 1].joint
    guard joint == .dash || joint == .blank, window.dropFirst().allSatisfy({ $0.joint == joint }),
      window.allSatisfy({ 4...6 ~= $0.range.count })
    else { return false }
    let symbols = window.reduce(0) { $0 + $1.range.count }
    let wrong = window.reduce(0) { $0 + $1.wrong }
    let digits = window.reduce(0) { $0 + $1.digits }
    guard digits < symbols else { return false }
    if count == 4 {
      return joint == .dash && symbols >= 20 && (wrong == 0 || wrong <= 2 && digits > 0)
    }
    return 23...27 ~= symbols && wrong <= (joint == .dash ? 4 : 2)
  }

  private static func run(_ groups: ArraySlice<KeyGroup>, _ form: Form, in bytes: [UInt8]) -> Run {
    let start = groups.first?.range.lowerBound ?? 0
    let end = groups.last?.range.upperBound ?? start
    switch form {
    case .undashed:
      if let key = groups.first?.undashedKey(in: bytes) { return run(key, bytes[key], true) }
      // Its end may lie within the last group but one.
      return run(start..<end, bytes[start..<end], end - start == 25)
    case .exact(let extra):
      let isLastFive = extra == 0 || groups.last?.isFive ?? false
      return run(start..<end, symbols(groups, in: bytes)[...], isLastFive)
    case .near(let count, let extra):
      // Of four groups that are a key without its last one, the fourth is not the key's tail.
      let isLastFive = count + extra > 4 && groups.last?.range.count == 5
      return run(start..<end, groups.flatMap { bytes[$0.range] }[...], isLastFive)
    }
  }

  /// `isLastFive`: the last five symbols may be a key's.
  private static func run(
    _ range: Range<Int>, _ symbols: ArraySlice<UInt8>, _ isLastFive: Bool
  ) -> Run {
    let indexes = symbols.compactMap { KeyAlphabet.index(of: $0) }
    return Run(
      range: range,
      tail: isLastFive ? symbols.suffix(5).map { $0 >= 97 ? $0 - 32 : $0 } : noTail,
      key: indexes.count == symbols.count ? KeyMaterial(symbols: indexes) : nil)
  }

  /// Five of each group: of the first the last, of the last the first.
  private static func symbols(_ groups: ArraySlice<KeyGroup>, in bytes: [UInt8]) -> [UInt8] {
    var symbols: [UInt8] = []
    for (index, group) in groups.enumerated() {
      let word = bytes[group.range]
      symbols.append(contentsOf: index == 0 ? word.suffix(5) : word.prefix(5))
    }
    return symbols
  }
}

extension KeyRuns.Run {
  /// A secret of another kind: nothing of it is shown.
  init(hiding range: Range<Int>) {
    self.init(range: range, tail: [], key: nil)
  }
}

extension KeyRuns {
  /// Two groups or more that may be a part of a key whose rest stands on other lines; what is part
  /// of a run in this text is left out.
  package static func fragments(in bytes: [UInt8]) -> [Run] {
    let runs = find(in: bytes)
    var fragments: [Run] = []
    var start: Int?
    var end = 0
    var count = 0
    func close() {
      if let start, count > 1, !runs.contains(where: { $0.range.overlaps(start..<end) }) {
        fragments.append(Run(hiding: start..<end))
      }
    }
    for group in KeyGroup.all(in: bytes) {
      let goesOn = start != nil && group.isFive && group.joint != .none
      if !goesOn {
        close()
        start = group.isFive && group.digits < 5 ? group.range.lowerBound : nil
        count = 0
      }
      if start != nil { count += 1 }
      end = group.range.upperBound
    }
    close()
    return fragments
  }
}
