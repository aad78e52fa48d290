internal import Dispatch
internal import KeyformCore
internal import Synchronization

/// Reads a target in the background while the repository is read: two cores, two halves of a plan.
///
/// Reading changes nothing, so it may begin before it is known whether the repository is sound.
final class TargetReading: Sendable {
  struct Outcome: Sendable {
    let target: any DeploymentTarget
    /// Nil where the target has no tables yet.
    let targetID: String?
    let stored: StoredInventory
  }

  private let result = Mutex<Result<Outcome, any Error>?>(nil)
  private let done = DispatchGroup()

  init(_ choice: TargetChoice, project: String, lockTimeout: Int, progress: ProgressReport) {
    DispatchQueue.global(qos: .userInitiated).async(group: done) { [self] in
      let outcome = Result { try Self.read(choice, project, lockTimeout, progress) }
      result.withLock { $0 = outcome }
    }
  }

  private static func read(
    _ choice: TargetChoice, _ project: String, _ lockTimeout: Int, _ progress: ProgressReport
  ) throws -> Outcome {
    let target = try choice.open(lockTimeout: lockTimeout)
    do throws(TargetError) {
      guard case .ready(let id) = try target.inspect() else {
        return Outcome(target: target, targetID: nil, stored: .empty)
      }
      let stored = Retained.keep(try target.read(project: project, progress: progress))
      return Outcome(target: target, targetID: id, stored: stored)
    } catch {
      throw Failure(error, of: choice.description)
    }
  }

  /// Waits for the rows.
  func outcome() throws -> Outcome {
    done.wait()
    guard let result = result.withLock({ $0 }) else {
      throw Failure(
        .couldNotRun, "the target was not read", "This is a defect of Keyform: report it.")
    }
    return try result.get()
  }
}
