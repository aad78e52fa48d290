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
  func revision(of folder: String) -> SourceRevision? { nil }

  func files(of folder: String, at commit: String) -> (any RecordedFiles)? { nil }

  func lines(of places: [Place], below root: String) -> [Place: WrittenLine] { [:] }
}
