internal import Dispatch
internal import KeyformCore
internal import Synchronization

/// Asks a target in the background whether a saved plan was applied to it before: reaching a server
/// takes as long as reading the repository.
final class PlanInquiry: Sendable {
  private let answer = Mutex<Result<Int?, any Error>>(.success(nil))
  private let done = DispatchGroup()

  init(_ saved: SavedPlanName, of target: any DeploymentTarget, _ choice: TargetChoice) {
    // A queue of its own brings a thread with it.
    DispatchQueue(label: "keyform.inquiry", qos: .userInitiated).async(group: done) { [self] in
      let found = Result { () throws -> Int? in
        do throws(TargetError) {
          return try target.changeSet(ofPlan: saved.digest, project: saved.project)
        } catch {
          throw Failure(error, of: choice)
        }
      }
      answer.withLock { $0 = found }
    }
  }

  /// Waits for the change set as which the plan was applied; nil: it was not.
  func changeSet() throws -> Int? {
    done.wait()
    return try answer.withLock { $0 }.get()
  }
}

/// What a target knows a saved plan by.
struct SavedPlanName: Sendable {
  let digest: String
  let project: String
}
