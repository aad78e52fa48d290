/// What a change does: two states of a repository held against each other, without a target.
package struct Review: Sendable {
  /// One of the two states.
  package struct Side: Hashable, Sendable {
    /// As people call it, such as `HEAD` or `origin/main`; nil: the files as they are.
    package let name: String?
    /// Id of the commit; nil for files.
    package let commit: String?
    /// Whether the commit is the point where HEAD left `name`, and not `name` itself.
    package let isMergeBase: Bool

    package init(name: String?, commit: String?, isMergeBase: Bool = false) {
      self.name = name
      self.commit = commit
      self.isMergeBase = isMergeBase
    }

    package static let files = Side(name: nil, commit: nil)
  }

  /// What was there before.
  package enum Base: Hashable, Sendable {
    case read
    /// keyform.yaml was not there: everything is new.
    case absent
    /// Its structure is broken, and a half-read side is not compared. The first problem, as a line.
    case broken(String)
  }

  /// What became of what judges the change; those that loosen first.
  package let guards: [GuardChange]
  package let project: String
  /// The project's name before, where it was another.
  package let formerProject: String?
  /// The folder that the project stood in before, from the top of the checkout, where it was another.
  package let formerFolder: String?
  package let before: Side
  package let after: Side
  package let base: Base
  /// One for each set of files that differs for a target.
  package let parts: [Part]
  package private(set) var findings: [CausedFinding]
  /// By address.
  package let secrets: [AwaitedSecret]
  /// Paths of the files by which origins count: those after the change, then those before.
  package let files: [String]
  /// Files with other bytes and the same entries.
  package let respelt: [String]
  /// Files that were read and are in no commit; those that version control is told to ignore apart.
  /// Entries that stand in one are not part of what others will see.
  package let untracked: [String]
  package let ignored: [String]
  /// The clock of calendar rules.
  package let today: CalendarDate

  package init(
    guards: [GuardChange], project: String, formerProject: String?, formerFolder: String?,
    before: Side, after: Side,
    base: Base, parts: [Part],
    findings: [CausedFinding], secrets: [AwaitedSecret], files: [String], respelt: [String],
    untracked: [String], ignored: [String], today: CalendarDate
  ) {
    self.guards = guards
    self.project = project
    self.formerProject = formerProject
    self.formerFolder = formerFolder
    self.before = before
    self.after = after
    self.base = base
    self.parts = parts
    self.findings = findings
    self.secrets = secrets
    self.files = files
    self.respelt = respelt
    self.untracked = untracked
    self.ignored = ignored
    self.today = today
  }

  /// The same without findings of severity info.
  package var withoutAdvice: Review {
    var review = self
    review.findings = findings.filter { $0.diagnostic.severity > .info }
    return review
  }

  /// The findings of a cause, in the order of reports.
  package func found(_ cause: FindingCause) -> [Diagnostic] {
    findings.filter { $0.cause == cause }.map(\.diagnostic)
  }

  package var isCompared: Bool { if case .broken = base { false } else { true } }

  /// Whether entries differ.
  package var hasChanges: Bool { parts.contains { !$0.changes.isEmpty } }

  /// Indexes into `files` of those that are in no commit.
  package var uncommitted: Set<Int> {
    let paths = Set(untracked + ignored)
    if paths.isEmpty { return [] }
    return Set(files.indices.filter { paths.contains(files[$0]) })
  }

  /// `owner` of every entry that changes, as it was and as it shall be, in byte order.
  package var owners: [String] {
    var owners = Set<String>()
    for change in parts.flatMap(\.changes) {
      for entity in [change.before, change.after] {
        if let owner = entity?.annotations.owner { owners.insert(owner) }
      }
    }
    return owners.sorted()
  }
}

extension Review {
  /// What a change does to the set of some targets.
  package struct Part: Sendable {
    /// Names of targets whose sets change alike; empty where the project has none.
    package let targets: [String]
    package let changes: [Change]
    package let impact: Impact
    /// Entries that stand in another file and are as they were.
    package let moved: Int

    package init(targets: [String], changes: [Change], impact: Impact, moved: Int) {
      self.targets = targets
      self.changes = changes
      self.impact = impact
      self.moved = moved
    }
  }

  /// A secret that has to be in its place before the change is applied.
  package struct AwaitedSecret: Sendable {
    package let address: Address
    /// Nil where the entry names none.
    package let source: SecretReference?
    /// Tail and check value as they are recorded; nil where they are not.
    package let identity: KeyIdentity?

    package init(address: Address, source: SecretReference?, identity: KeyIdentity?) {
      self.address = address
      self.source = source
      self.identity = identity
    }

    /// What is recorded of it, or what has to be done.
    package var recorded: String {
      if let identity { return "ends in \(identity.tail.text)" }
      return """
        no tail and check value are recorded, so no plan can be made where it cannot be read: run \
        `keyform record \(address)` where it is
        """
    }

    /// Those that the changes need, each once.
    package static func all(of changes: [Change]) -> [AwaitedSecret] {
      var seen = Set<Address>()
      return changes.compactMap { change in
        guard change.writesSecret, case .key(let entry)? = change.after,
          seen.insert(change.address).inserted
        else { return nil }
        return AwaitedSecret(
          address: change.address, source: entry.secret, identity: entry.value.identity)
      }
    }
  }
}

extension Change {
  /// The same with the entry that goes counted among files that stand `count` places further on: it
  /// is written where it was.
  package func leaving(behind count: Int32) -> Change {
    switch step {
    case .delete(let entity): Change(.delete(entity.moved(by: count)))
    case .release(let entity): Change(.release(entity.moved(by: count)))
    case .create, .update, .adopt: self
    }
  }
}

extension Entity {
  fileprivate func moved(by count: Int32) -> Entity {
    var moving = Moving(count: count, moved: self)
    visit(&moving)
    return moving.moved
  }

  private struct Moving: EntryVisitor {
    let count: Int32
    var moved: Entity

    mutating func visit<Value: Managed>(_ entry: Entry<Value>) {
      moved = Value.entity(entry.moved(by: count))
    }
  }
}
