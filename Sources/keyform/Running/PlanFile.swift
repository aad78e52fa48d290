internal import KeyformReport

/// Reads a saved plan from disk.
enum PlanFile {
  /// Whether `--out` may write there: a plan may be replaced by another, nothing else may.
  static func checkMayReplace(_ path: String) throws {
    guard DiskFile.isFile(path) else { return }
    let bytes = try DiskFile.read(path)
    guard bytes.isEmpty || bytes.starts(with: #"{"format":"keyform.plan/"#.utf8) else {
      throw Failure(
        .couldNotRun, "\(path) exists already and is no saved plan",
        "It was left alone: name another file, or remove it.")
    }
  }

  static func read(_ path: String) throws -> SavedPlan {
    let bytes = try DiskFile.read(path)
    do {
      return try PlanReader.read(bytes)
    } catch {
      throw Failure(.couldNotRun, "\(path): \(error.message)", "Nothing was written.")
    }
  }
}
