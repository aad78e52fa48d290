import KeyformCore
import KeyformEngine
import KeyformRepository

/// What a run of a test is given: a fixed day, no environment but its own, and of version control
/// what the test says.
extension RunContext {
  static func fixture(
    _ directory: String = "fixture", schemes: [any TargetScheme] = [],
    source: SourceRevision? = nil,
    environment: @escaping @Sendable (String) -> String? = { _ in nil }
  ) -> RunContext {
    RunContext(
      directory: directory, today: CalendarDate("2026-11-21") ?? CalendarDate(days: 0),
      toolVersion: "1", progress: ProgressReport(), environment: environment,
      now: { "2026-11-21T10:00:00Z" }, operatorName: { "maria" }, schemes: schemes,
      history: FixtureHistory(source: source), lifetime: RunLifetime())
  }
}

/// A folder of which version control says this; nil: it is outside.
struct FixtureHistory: SourceHistory {
  let source: SourceRevision?

  func checkout(of folder: String) -> SourceAnswer {
    source.map { .checkout(FixtureCheckout(source: $0)) } ?? .none
  }

  func files(of folder: String, at commit: String) -> (any RecordedFiles)? { nil }

  func lines(of places: [FileLocation], below root: String) -> [FileLocation: WrittenLine] {
    [:]
  }

  func checkUntracked(_ database: String) {}

  func presence(of commit: String, in folder: String) -> CommitPresence { .unknown }

  func presence(of commits: [RecordedCommit], in folder: String) -> [String: CommitPresence] {
    [:]
  }

  func commits(after commit: String, in folder: String, most: Int) -> LaterCommits? { nil }

  func sources(of range: ComparedRange, in folder: String) throws -> ComparedSources {
    throw Failure(.couldNotRun, "there is no version control", "")
  }

  func untracked(among files: [String], in folder: String) -> UntrackedFiles { UntrackedFiles() }
}

private struct FixtureCheckout: SourceCheckout {
  let source: SourceRevision

  var commit: String? { source.commit }

  func revision(reading files: [SourceFile]) -> SourceRevision { source }

  func roots() -> [String] { source.roots }
}

/// A database that is open already, as a target that a run may name: `lab:`.
struct FixtureScheme: TargetScheme, TargetDatabase {
  let target: any DeploymentTarget

  let form = "lab:"
  /// As a plan shows a target that has a name.
  let shownURL = "lab (lab:)"
  let identity = "lab:"

  func takes(_ url: String) -> Bool { url == form }

  func database(_ url: String, root: String) -> any TargetDatabase { self }

  func target(
    as description: TargetDescription, lockTimeout: Int,
    isCancelled: @escaping @Sendable () -> Bool
  ) -> any DeploymentTarget { target }
}
