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
