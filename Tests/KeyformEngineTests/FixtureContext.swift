import KeyformCore
import KeyformEngine

/// What a run of a test is given: a fixed day, no environment but its own, no version control.
extension RunContext {
  static func fixture(
    _ directory: String = "fixture", schemes: [any TargetScheme] = [],
    environment: @escaping @Sendable (String) -> String? = { _ in nil }
  ) -> RunContext {
    RunContext(
      directory: directory, today: CalendarDate("2026-11-21") ?? CalendarDate(days: 0),
      toolVersion: "1", progress: ProgressReport(), environment: environment,
      now: { "2026-11-21T10:00:00Z" }, operatorName: { "maria" }, schemes: schemes,
      history: NoHistory(), lifetime: RunLifetime())
  }
}

/// A folder outside version control.
struct NoHistory: SourceHistory {
  func checkout(of folder: String) -> SourceAnswer { .none }

  func files(of folder: String, at commit: String) -> (any RecordedFiles)? { nil }

  func lines(of places: [Place], below root: String) -> [Place: WrittenLine] { [:] }

  func presence(of commit: String, in folder: String) -> CommitPresence { .unknown }
}

/// A database that is open already, as a target that a run may name: `lab:`.
struct FixtureScheme: TargetScheme, TargetDatabase {
  let target: any DeploymentTarget

  let form = "lab:"
  /// As a plan shows a target that has a name.
  let shownURL = "lab (lab:)"
  let identity = "lab:"
  let isMissing = false

  func takes(_ url: String) -> Bool { url == form }

  func database(_ url: String, named name: String?, root: String) -> any TargetDatabase { self }

  func retyped(_ url: String) -> (url: String, hadPassword: Bool)? { (url, false) }

  func url(_ url: String, readIn root: String, writtenIn folder: String) -> String { url }

  func open(
    as description: TargetDescription, lockTimeout: Int,
    isCancelled: @escaping @Sendable () -> Bool
  ) -> any DeploymentTarget { target }
}
