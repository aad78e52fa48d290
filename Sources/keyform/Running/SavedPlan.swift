internal import KeyformCore
internal import KeyformReport

/// A plan file as it was read.
struct SavedPlan {
  let plan: Plan
  /// SHA-256 over the file, for the journal.
  let digest: String

  init(_ path: String) throws {
    let bytes = try DiskFile.read(path)
    do {
      plan = try PlanReader.read(bytes)
    } catch {
      throw Failure(
        .couldNotRun, "\(path): \(error.sentence)", "Make the plan again with `keyform plan --out`.")
    }
    var hash = ContentDigest()
    hash.update(bytes)
    digest = "sha256:" + hash.hex()
  }
}
