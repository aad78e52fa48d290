internal import KeyformReport

/// Reads a saved plan from disk.
enum PlanFile {
  static func read(_ path: String) throws -> SavedPlan {
    let bytes = try DiskFile.read(path)
    do {
      return try PlanReader.read(bytes)
    } catch {
      throw Failure(.couldNotRun, "\(path): \(error.message)", "Nothing was written.")
    }
  }
}
