/// Two versions of one repository, `a` and `b`, and plans that lead from what the target holds to
/// the other one.
struct Changeover {
  static let today = "--today 2026-11-21"
  private static let options = "--allow deletes-key \(today)"

  let scene: Scene
  /// What the target holds.
  private(set) var now = "a"
  private(set) var changeSets = 1

  /// Three entries for each of `count`, applied as version `a` by a command that `wrapper` runs.
  init(_ scene: Scene, count: Int = 1_000, under wrapper: String = "") throws {
    self.scene = scene
    try scene.shell("write-repository a \(count) a && write-repository b \(count) b")
    try scene.shell("\(wrapper) keyform apply -C a --yes --quiet \(Self.today)")
  }

  var next: String { now == "a" ? "b" : "a" }

  /// Saves the plan to the other version.
  func plan() throws {
    let line = "keyform plan -C \(next) --out change.plan --detailed-exitcode \(Self.options)"
    let outcome = try scene.run("\(line) >/dev/null")
    guard outcome.status == 2 else { throw CommandFailed(line: line, outcome: outcome) }
  }

  /// The command that applies it; more options may follow.
  var apply: String { "keyform apply change.plan -C \(next) --yes --quiet" }

  /// Whole means: nothing is left to do, or exactly the same as before.
  enum State { case old, new }

  /// Finds out which of the two the target is in, and fails where it is in neither.
  func state() throws -> State {
    let line =
      "keyform plan -C \(next) --out again.plan --detailed-exitcode \(Self.options) >/dev/null"
    let outcome = try scene.run(line)
    let journal = try scene.sql("SELECT count(*) FROM change_set")
    switch outcome.status {
    case 0:
      guard journal == ["\(changeSets + 1)"] else { throw Torn(what: "rows without journal") }
      return .new
    case 2:
      try scene.shell("cmp change.plan again.plan")
      guard journal == ["\(changeSets)"] else { throw Torn(what: "journal without rows") }
      return .old
    default: throw CommandFailed(line: line, outcome: outcome)
    }
  }

  struct Torn: Error { let what: String }

  /// The target has the other version now.
  mutating func goOn() {
    now = next
    changeSets += 1
  }

  /// Nobody holds the lock, at the latest once the server has seen that the holder is gone, and
  /// the journal is as it was written.
  func checkNothingIsLeft() throws {
    try scene.shell(
      """
      for try in {1..100}; do
        keyform lock -C \(now) | grep -q ' is free: ' && exec keyform history verify -C \(now)
      done
      keyform lock -C \(now); exit 1
      """)
  }
}
