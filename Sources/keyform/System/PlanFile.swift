internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

/// Reads a saved plan from disk.
enum PlanFile {
  /// Whether `--out` may write there: a plan may be replaced by another, nothing else may.
  static func checkMayReplace(_ path: String) throws {
    guard DiskFile.isFile(path) else { return }
    let head = #"{"format":"keyform.plan/"#.utf8
    let bytes = try DiskFile.read(path, first: head.count)
    guard bytes.isEmpty || bytes.starts(with: head) else {
      throw Failure(
        .couldNotRun, "\(path) exists already and is no saved plan",
        "It was left alone: name another file, or remove it.")
    }
  }

  /// Refuses a place that files which are not trusted choose: a link of theirs stands on the way.
  static func checkPassesNoLink(_ path: String, _ access: FileAccess) throws {
    guard access.passesLink(path) else { return }
    throw Failure(
      .couldNotRun, "\(path): a link of the repository stands on the way",
      "With --untrusted none is followed: name a file outside the repository with --out.")
  }

  /// Writes a plan as it is saved, for its owner alone, and returns its review id.
  @discardableResult
  static func write(_ plan: Plan, to path: String, _ masking: Masking) throws -> ReviewID {
    try checkMayReplace(path)
    let writer = try DiskWriter(path, mode: 0o600)
    let review = try PlanJSON(masking: masking).write(plan) { try writer.write($0.bytes) }.review
    try writer.commit()
    return review
  }

  /// Plans of several targets go into a folder, which is made where it is not there.
  static func checkFolder(_ path: String) throws {
    guard !DiskFile.isFile(path) else {
      throw Failure(
        .usage, "\(path) is a file; plans of several targets need a folder",
        "Name a folder with --out.")
    }
    try DiskFile.makeFolder(path)
  }

  /// The file of one target's plan in a folder of plans.
  static func path(for target: TargetDescription, in folder: String) -> String {
    "\(folder)/\(target.name ?? "target").plan"
  }

  /// What was reviewed: a statement, or a plan that stands for its own. Nobody can say whether the file
  /// is what was reviewed but whoever names it.
  static func statement(_ path: String) throws -> Statement {
    let bytes = try DiskFile.read(path)
    do {
      if StatementReader.isStatement(bytes) { return try StatementReader.read(bytes) }
      return try StatementText.statement(of: try PlanReader.read(bytes).plan).statement
    } catch let error as StatementReadError {
      throw Failure(.couldNotRun, "\(path): \(error.message)", "Nothing was written.")
    } catch let error as PlanReadError {
      let message =
        error == .notAPlan
        ? "This is neither a saved plan nor a statement (`keyform show PLAN --statement`)."
        : error.message
      throw Failure(.couldNotRun, "\(path): \(message)", "Nothing was written.")
    }
  }

  /// `consequence` is what does not happen where it cannot be read.
  static func read(
    _ path: String, else consequence: String = "Nothing was written."
  ) throws -> SavedPlan {
    let bytes = try DiskFile.read(path)
    do {
      return try PlanReader.read(bytes)
    } catch {
      throw Failure(.couldNotRun, "\(path): \(error.message)", consequence)
    }
  }
}
