/// Where a planned change comes from, told by the journal and version control. The first of these
/// that is so counts; that nobody can tell, and that the branch changes what drifted, stands beside
/// another.
package enum ChangeOrigin: Hashable, Sendable {
  /// It undoes what a change set wrote last that the files never had: its commit is in no history of
  /// what is checked out, or it took another change set back.
  case takesBack(ChangeSetSource)
  /// The target does not hold what the journal left. The change set that wrote it last; nil where
  /// none ever did.
  case drift(LastWriter?)
  /// The branch asks for it, and its base does not.
  case thisChange
  /// The base asks for it as well, and nobody has applied it yet.
  case waiting
  /// Nobody can tell: the clone lacks the commit of the change set that wrote it last, or that has
  /// none.
  case unknown(ChangeSetSource)
}

/// A row of a plan, or fields of it, with one origin.
package struct RowOrigin: Hashable, Sendable {
  package let address: Address
  /// By name; empty: the row as a whole.
  package let fields: [String]
  package let origin: ChangeOrigin

  package init(address: Address, fields: [String], origin: ChangeOrigin) {
    self.address = address
    self.fields = fields
    self.origin = origin
  }

  /// Whether it takes back what another commit's change set wrote. What an undo wrote is told as
  /// ``WrittenAgain``.
  package var takesBackCommit: Bool {
    if case .takesBack(let source) = origin { source.undoOf == nil } else { false }
  }

  /// Whether it takes back what an undo wrote.
  package var takesBackUndo: Bool {
    if case .takesBack(let source) = origin { source.undoOf != nil } else { false }
  }

  /// Whether somebody else than Keyform wrote what is there.
  package var isDrift: Bool {
    if case .drift = origin { true } else { false }
  }

  /// Whether it is told by the base of the branch, and not by the journal.
  package var isOfBase: Bool { origin == .thisChange || origin == .waiting }

  /// What counts first of several that one row has.
  package var rank: Int {
    switch origin {
    case .takesBack: 0
    case .drift: 1
    case .thisChange: 2
    case .waiting: 3
    case .unknown: 4
    }
  }

  /// Whether nothing of the row is the branch's.
  package var isWaitingRow: Bool { origin == .waiting && fields.isEmpty }

  /// Whether a deeper clone would tell more.
  package var isOlderThanClone: Bool {
    if case .unknown(let source) = origin { source.commit != nil } else { false }
  }

  /// `key/mak (quantity)`.
  private var what: String {
    fields.isEmpty ? address.description : "\(address) (\(fields.joined(separator: ", ")))"
  }

  /// For people.
  package var shown: String {
    switch origin {
    case .takesBack(let source):
      if let undone = source.undoOf {
        return "\(what): takes back \(source.writer.shown), the undo of change set \(undone)"
      }
      let commit = source.commit.map { ", commit \($0.prefix(12))" } ?? ""
      return """
        \(what): takes back \(source.writer.shown)\(commit), which is not in the history of what \
        is checked out: merge or rebase first
        """
    case .drift(let writer):
      guard let writer else { return "\(what): no change set ever wrote it; see `keyform drift`" }
      return "\(what): changed behind our back after \(writer.shown); see `keyform drift`"
    case .thisChange: return "\(what): of this change"
    case .waiting: return "\(what): waiting, as the base wants it too"
    case .unknown(let source):
      return source.commit == nil
        ? "\(what): \(source.writer.shown) names no commit"
        : "\(what): \(source.writer.shown) is older than this clone"
    }
  }
}
