package import KeyformCore
package import KeyformRepository
internal import Synchronization

/// What a run is given from outside: where it works, what day it is, and the ways to environment,
/// git and databases. The engine itself knows no flag, terminal, process or adapter.
package struct RunContext: Sendable {
  /// The folder of the repository.
  package private(set) var directory: String
  /// The clock of calendar rules.
  package let today: CalendarDate
  /// Version of the program, as plans and journal name it.
  package let toolVersion: String
  package let progress: ProgressReport
  /// A variable of the environment; nil where it is not set.
  package let environment: @Sendable (String) -> String?
  /// The journal's clock: UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package let now: @Sendable () -> String
  /// Who runs the program, as claimed.
  package let operatorName: @Sendable () -> String?
  /// The kinds of databases that a target's URL may name.
  package let schemes: [any TargetScheme]
  package let history: any SourceHistory
  /// Keeps what is costly to give back.
  package let lifetime: RunLifetime
  /// How many seconds a target is waited for that another process holds.
  package var lockTimeout = 30
  /// What of the disk the files may lead to, and whether they are trusted.
  package var access: FileAccess
  /// Whether secrets are read where a plan or an apply asks for them; else nobody asked.
  private var opensSecrets = true
  /// Tells the operator what is no result: one line.
  package var tell: @Sendable (String) -> Void = { _ in }

  package init(
    directory: String, today: CalendarDate, toolVersion: String, progress: ProgressReport,
    environment: @escaping @Sendable (String) -> String?, now: @escaping @Sendable () -> String,
    operatorName: @escaping @Sendable () -> String?, schemes: [any TargetScheme],
    history: any SourceHistory, lifetime: RunLifetime
  ) {
    self.directory = directory
    self.today = today
    self.toolVersion = toolVersion
    self.progress = progress
    self.environment = environment
    self.now = now
    self.operatorName = operatorName
    self.schemes = schemes
    self.history = history
    self.lifetime = lifetime
    access = FileAccess(root: directory)
  }

  /// What the repository of the run is read with.
  package var loader: RepositoryLoader { loader(knowing: nil) }

  /// The same that does not read anew what is known of files.
  func loader(knowing known: KnownContents?) -> RepositoryLoader {
    RepositoryLoader(
      root: directory, access: access, schemes: schemes, progress: progress, known: known)
  }

  /// Where secrets are read: of files that are not trusted nowhere.
  var secretSources: SecretSources {
    guard opensSecrets, !access.isUntrusted else { return .closed }
    return .open(environment, isCancelled: { [progress] in progress.isCancelled })
  }

  /// Whether somebody would want to know that secrets were not read.
  var wantsSecrets: Bool { opensSecrets }

  /// The same for work that needs no value of a secret: no source is opened.
  package var withoutSecrets: RunContext {
    var context = self
    context.opensSecrets = false
    return context
  }

  /// The same for the repository as it is in a commit.
  func reading(_ revision: RevisionOfRepository) -> RunContext {
    var context = self
    context.directory = revision.folder
    context.access = access.reading(revision.files, at: revision.folder)
    return context
  }

  /// The same for a command that waits so long for a locked target.
  package func waiting(_ seconds: Int) -> RunContext {
    var context = self
    context.lockTimeout = seconds
    return context
  }

  /// Whether the user asked to stop.
  package var isCancelled: Bool { progress.isCancelled }

  /// Ends the run where the user asked to stop.
  package func checkCancelled() throws {
    if isCancelled { throw Failure(.interrupted, "interrupted", "Nothing was written.") }
  }
}

/// What a run keeps until its end. Giving 150,000 entries back one by one just before the process
/// is gone would cost a tenth of the run, so the program holds one of these until it exits.
package final class RunLifetime: Sendable {
  private let values = Mutex<[any Sendable]>([])

  package init() {}

  /// Keeps `value` and hands it back.
  package func keep<Value: Sendable>(_ value: Value) -> Value {
    values.withLock { $0.append(value) }
    return value
  }
}
