package import KeyformCore

/// What can be wrong with a policy.
package enum PolicyProblemKind: String, CaseIterable, Sendable {
  case query = "POL001"
  case head = "POL002"
  case taken = "POL003"
  case columns = "POL004"
  case row = "POL005"
  case refused = "POL006"
  case statements = "POL007"
  case time = "POL008"
  case memory = "POL009"
  case rows = "POL010"

  init(_ kind: QueryProblem.Kind) {
    switch kind {
    case .syntax: self = .query
    case .refused: self = .refused
    case .statements: self = .statements
    case .time, .interrupted: self = .time
    case .memory: self = .memory
    case .rows: self = .rows
    }
  }

  /// What `keyform explain` says. None can be switched off: a policy that does not run checks
  /// nothing.
  package var metadata: RuleMetadata {
    let (name, what, why, fix) = words
    return RuleMetadata(
      id: rawValue, name: name, severity: .error, what: what, why: why, fix: fix,
      source: "docs/guide/policies.md", weight: .structural)
  }

  private var words: (name: String, what: String, why: String, fix: String) {
    switch self {
    case .query:
      (
        "policy-sql", "A policy is SQL that SQLite understands, over tables and columns there are.",
        "What cannot be read checks nothing.",
        "Correct it at the place named; `keyform query --tables` lists tables and columns."
      )
    case .head:
      (
        "policy-head", "A policy says its id, severity, what, why and fix in its first comments.",
        "A finding without them tells nobody what to do.",
        "Add the lines, such as `-- id: ORG001` and `-- severity: warning`."
      )
    case .taken:
      (
        "policy-id-taken", "The id of a policy is its own.",
        "`rules:` and `ignore:` would mean two rules at once.", "Give it another id."
      )
    case .columns:
      (
        "policy-columns",
        "A policy returns `address`, and of summary, detail, field and severity what it likes.",
        "A finding has to point at an entry; a misspelt column would be lost.",
        "Name the columns with AS, such as `k.address AS address`."
      )
    case .row:
      (
        "policy-row", "Each row of a policy names an entry that exists.",
        "A finding on nothing points nowhere.", "Return the column `address` of an entry's table."
      )
    case .refused:
      (
        "policy-refused", "A policy reads the tables of the repository and nothing else.",
        "Checks must not write, reach files or depend on anything but the repository and the day.",
        "Leave out what the message names."
      )
    case .statements:
      (
        "policy-one-query", "A file holds one query.",
        "Of several, only one could give the findings.", "Put each into a file of its own."
      )
    case .time:
      (
        "policy-time", "A policy ends within 2 seconds of processor time.",
        "An endless one would hold up every check.",
        "Give a recursion an end, and a join its condition."
      )
    case .memory:
      (
        "policy-memory", "A policy makes do with 256 MiB, and texts with 200,000 bytes.",
        "One query must not take the machine's memory.", "Work on fewer rows."
      )
    case .rows:
      (
        "policy-rows", "A policy returns at most 10,000 rows.",
        "Nobody reads more; mostly a join lacks its condition.", "Add a condition."
      )
    }
  }
}
