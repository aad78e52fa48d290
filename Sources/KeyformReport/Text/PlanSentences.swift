internal import KeyformCore

/// Sentences on a plan as a whole, the same in every report.
extension Plan {
  static let previewSentence =
    """
    A preview: the role reads no values, so keys are compared by tail and check value. It cannot \
    be applied.
    """

  /// What it comes to.
  var headline: String { headline(for: header.target.shown) }

  func headline(for target: String) -> String {
    if !isEmpty { return "Plan for \(target): \(summary.sentence)" }
    return leftOut.isEmpty
      ? "Nothing to change: \(target) is as the repository wants it."
      : "Nothing to change in the part that --only names, on \(target)."
  }

  /// What an apply does to the tables; nil: nothing. `isWithoutFile`: the target is a file that is not
  /// there yet.
  func schemaSentence(isWithoutFile: Bool) -> String? {
    switch schema {
    case .none: nil
    case .create:
      isWithoutFile
        ? "There is no such file yet: apply makes it, and the tables in it."
        : "The target has no tables yet: apply creates them first."
    case .migrate(let version):
      """
      The target's tables are of version \(version). Apply brings them up to date first; the \
      tables gain \(schema.gains.joined(separator: "; ")).
      """
    }
  }

  /// The commit that a reviewer finds the change in; files that are in none are worth a word.
  var sourceSentence: (text: String, isCommitted: Bool)? {
    guard let source = header.source else { return nil }
    let commit = source.commit.map { "commit \($0.prefix(12))" }
    let author = source.author.map { " of \($0)" } ?? ""
    return switch (commit, source.isDirty) {
    case (let commit?, false): ("From \(commit)\(author).", true)
    case (let commit?, true): ("From \(commit)\(author) and files that differ from it.", false)
    case (nil, _): ("From files that are in no commit.", false)
    }
  }

  /// What the branch's own changes are told by; nil where nobody asked.
  var baseSentence: (text: String, isRead: Bool)? {
    guard let base = header.base else { return nil }
    if let problem = base.problem {
      let text = """
        Base: \(base.shown), could not be read: \(problem). Which changes are this branch's own is \
        not told.
        """
      return (text, false)
    }
    return ("Base: \(base.shown); \(rowsByOrigin).", true)
  }

  /// `3 rows of this change (1 drifted), 2 waiting, 1 drifted`: every row once, and in brackets what
  /// else rows of this change are.
  private var rowsByOrigin: String {
    let worst = memory.worstOrigins
    let mine = Set(memory.origins.lazy.filter { $0.origin == .thisChange }.map(\.address))
    var (own, waiting) = (0, 0)
    var (ownOthers, others) = (OtherOrigins(), OtherOrigins())
    for change in changes {
      let isOwn = mine.contains(change.address)
      if isOwn { own += 1 }
      switch worst[change.address]?.origin {
      case .thisChange: break
      case .waiting: if !isOwn { waiting += 1 }
      case let origin: if isOwn { ownOthers.add(origin) } else { others.add(origin) }
      }
    }
    let more = ownOthers.words.isEmpty ? "" : " (\(ownOthers.words.joined(separator: ", ")))"
    let words = ["\(counted(own, "row")) of this change\(more)", "\(waiting) waiting"]
    return (words + others.words).joined(separator: ", ")
  }

  private struct OtherOrigins {
    private var (takenBack, drifted, untold) = (0, 0, 0)

    mutating func add(_ origin: ChangeOrigin?) {
      switch origin {
      case .takesBack: takenBack += 1
      case .drift: drifted += 1
      case .unknown, .thisChange, .waiting, nil: untold += 1
      }
    }

    var words: [String] {
      [(takenBack, "taking something back"), (drifted, "drifted"), (untold, "not known")]
        .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    }
  }

  /// `deletes-key (3, allowed)`.
  var hazardWords: [String] {
    hazards.map { hazard, count in
      "\(hazard.rawValue) (\(count)\(allowed.contains(hazard) ? ", allowed" : ""))"
    }
  }

  var waivedSentences: [String] {
    waived.map { waived in
      """
      Limit \(waived.limit.text) does not count \(waived.count) \
      \(waived.count == 1 ? "change" : "changes"): waiver \(waived.waiver) until \
      \(waived.until), \(waived.reason)
      """
    }
  }

  /// All that a newer catalogue changes is one line: nobody edited those entries. Nil where it
  /// changes nothing.
  var catalogSentence: String? {
    let changes = changes.filter(\.isFromCatalog)
    guard let first = changes.first else { return nil }
    let edition = header.catalog.prefix { $0 != " " }
    let more = changes.count > 1 ? " and \(changes.count - 1) more" : ""
    return "catalogue \(edition): new public values for \(first.address.description)\(more)"
  }
}
