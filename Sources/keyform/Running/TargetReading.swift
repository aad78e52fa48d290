internal import KeyformCore

/// Reads one target.
enum TargetReading {
  struct Outcome: Sendable {
    let target: any DeploymentTarget
    /// Nil where the target has no tables yet.
    let targetID: String?
    /// What an apply has to do to the tables first.
    let schema: SchemaStep
    let stored: StoredInventory
  }

  static func read(
    _ choice: TargetChoice, _ project: String, _ lockTimeout: Int, _ progress: ProgressReport
  ) throws -> Outcome {
    let target = try choice.open(lockTimeout: lockTimeout)
    do throws(TargetError) {
      let stored = Retained.keep(try target.read(project: project, progress: progress))
      switch stored.condition {
      case .empty: return Outcome(target: target, targetID: nil, schema: .create, stored: stored)
      case .ready(let id, let schema):
        return Outcome(target: target, targetID: id, schema: schema, stored: stored)
      }
    } catch {
      throw Failure(error, of: choice.description)
    }
  }
}
