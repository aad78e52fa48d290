/// Why a target could not be read or written. Each case decides a message and an exit code; in
/// every case but `outcomeUnknown` and `unconfirmed` the target is as it was.
package enum TargetError: Error, Hashable, Sendable {
  /// Cannot be opened or reached: exit 7.
  case unreachable(String)
  /// The connection broke before the commit, and the server did not come back in time: exit 7.
  case lost(String)
  /// The file is no database: exit 7.
  case notADatabase
  /// A database of something else: tables of ours are missing though others are there: exit 7.
  case foreign(String)
  /// Tables or views of ours are gone: exit 7.
  case incomplete([String])
  /// A table or view of ours is there and is not what we made: exit 7. A clause on it.
  case replaced(String)
  /// The tables that are found lie elsewhere than they should: exit 7. A clause, and what to do.
  case misplaced(String, advice: String)
  /// The server keeps rows of a table from the role, so that nobody could plan with them: exit 7.
  case hidden(String)
  /// Written by a newer Keyform: exit 7.
  case newerSchema(found: Int, known: Int)
  /// Rows that break our expectations: exit 7. Table and row by name, never a value.
  case damaged(row: String, problem: String)
  case readOnly(String)
  /// Others may read the file, and that cannot be changed: exit 7.
  case exposed(String)
  /// The role may not do what has to be done: exit 7.
  case forbidden(String)
  /// Another process holds it: exit 5.
  case locked(String)
  /// No space left: exit 7.
  case full
  /// Touched rows are not as planned: exit 3.
  case stale([StaleField])
  /// Rows of other projects have changed so that the order may not be carried out: exit 4. A
  /// sentence for each.
  case references([String])
  /// The plan was made for another target: exit 3.
  case otherTarget
  /// A saved plan carries no code of this target, which has a key: exit 4.
  case planWithoutCode
  /// The code of a saved plan is not this target's: exit 4.
  case otherPlanCode
  /// What the files and the rows say now forbids a saved plan; the exit code is the objection's.
  case objection(PlanObjection)
  /// What was read back is not what was to be written; rolled back: exit 7.
  case notWrittenAsPlanned(row: String, problem: String)
  /// A constraint of the target refused a row; rolled back: exit 7.
  case refused(row: String, problem: String)
  /// Ctrl-C or SIGTERM; rolled back: exit 130 or 143.
  case interrupted
  /// The connection was lost during the commit and did not come back: the change set is there as a
  /// whole or not at all, and nobody can say which: exit 7.
  case outcomeUnknown(String)
  /// The commit was sent, its answer did not come, and the user wants to stop: as with
  /// `outcomeUnknown` nobody can say whether it happened: exit 7.
  case unconfirmed(String)
  /// Any other failure of the engine: exit 7.
  case failed(String)

  /// Whether the target may be as it was, and may have everything.
  package var leavesOutcomeOpen: Bool {
    switch self {
    case .outcomeUnknown, .unconfirmed: true
    default: false
    }
  }
}

/// One reason why a plan is stale: a row that is not as it was when the plan was made.
package struct StaleField: Hashable, Sendable {
  package let address: Address
  /// Nil where the row as a whole appeared or is gone.
  package let field: String?
  package let planned: String?
  package let now: String?

  package init(address: Address, field: String?, planned: String?, now: String?) {
    self.address = address
    self.field = field
    self.planned = planned
    self.now = now
  }
}

/// Why a saved plan is not applied though it is whole and its rows are as it was made from: what the
/// files and the target say now.
package struct PlanObjection: Error, Hashable, Sendable {
  /// Decides message and exit code.
  package enum Cause: Hashable, Sendable {
    /// The files no longer want what the plan writes: exit 3.
    case files
    /// The plan takes a change set back, and does other than that: exit 4.
    case undo(Int)
    /// Something blocks the plan now; `finding`: of a rule, exit 1, else exit 4.
    case blocked(finding: Bool)
    /// A hazard that nobody has allowed: exit 4.
    case hazards([Hazard])
  }

  package let cause: Cause
  /// What speaks against it, a sentence each.
  package let lines: [String]

  package init(_ cause: Cause, _ lines: [String]) {
    self.cause = cause
    self.lines = lines
  }
}
