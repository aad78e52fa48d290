package import KeyformCore
package import KeyformRepository

/// What became of what judges changes, from one revision of a repository to another: rules, limits,
/// policies and the like (keyform.yaml and files), and what entries say of themselves.
package struct GuardComparison {
  /// Those that loosen first; among equals those of keyform.yaml, of files, then of entries.
  package let changes: [GuardChange]
  /// Whether an entry may silence other rules than before.
  let maySilenceOtherwise: Bool

  /// Neither repository is asked for anything but what was read of it.
  package init(from before: LoadedRepository, to after: LoadedRepository) {
    var all = ProjectGuards(before: before, after: after).changes
    all += FileGuards(before: before, after: after).changes
    all += WaiverGuards(before: before, after: after).changes
    let entries = EntryGuards(before: before, after: after)
    all += entries.changes
    maySilenceOtherwise = entries.maySilenceOtherwise
    // Stable: one pass an effect.
    changes = GuardChange.Effect.allCases.flatMap { effect in all.filter { $0.effect == effect } }
  }
}

/// What the parts of the comparison share: words that are masked and short.
protocol GuardReading {
  var before: LoadedRepository { get }
  var after: LoadedRepository { get }
}

extension GuardReading {
  /// What somebody wrote, as it may be shown.
  func shown(_ text: String) -> String { after.masking.shown(text, width: 200) }

  /// The first few of what somebody wrote; nil where there is nothing.
  func shown(_ list: [String]) -> String? {
    if list.isEmpty { return nil }
    let rest = list.count - 20
    return list.prefix(20).map(shown).joined(separator: ", ") + (rest > 0 ? ", … \(rest) more" : "")
  }

  /// A place in keyform.yaml: as it is, or as it was of what is gone.
  func place(inProject path: [String], isGone: Bool = false) -> FileLocation? {
    (isGone ? before : after).places.place(.none, nil, path)
  }

  func first(of path: String) -> FileLocation { FileLocation(file: path, line: 1, column: 1) }
}

extension GuardChange.Effect {
  /// Of a list that grows and shrinks, where what is added loosens.
  init(adding added: some Collection, removing removed: some Collection) {
    self = removed.isEmpty ? .loosens : added.isEmpty ? .tightens : .changes
  }

  /// The same for a list in which what is missing loosens.
  var reversed: GuardChange.Effect {
    switch self {
    case .loosens: .tightens
    case .tightens: .loosens
    case .changes: .changes
    }
  }
}
