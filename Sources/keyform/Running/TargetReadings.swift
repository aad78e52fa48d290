internal import Dispatch
internal import KeyformCore
internal import Synchronization

/// Reads targets in the background while the repository is read, a few at a time: one core reads
/// files, the other rows.
///
/// Reading changes nothing, so it may begin before it is known whether the repository is sound.
final class TargetReadings: Sendable {
  /// More connections at a time gain nothing: each costs its server a process.
  private static let atOnce = 4

  private struct State {
    var results: [Result<TargetReading.Outcome, any Error>?]
    var next = 0
  }

  private let state: Mutex<State>
  /// One for each target; left when it is read.
  private let done: [DispatchGroup]

  init(
    _ choices: [TargetChoice], project: String, lockTimeout: Int, progress: ProgressReport
  ) {
    state = Mutex(State(results: choices.map { _ in nil }))
    done = choices.map { _ in DispatchGroup() }
    for group in done { group.enter() }
    for _ in 0..<min(Self.atOnce, choices.count) {
      // A queue of its own brings a thread with it: these wait for servers, and the shared pool,
      // as small as the machine, reads the repository meanwhile.
      DispatchQueue(label: "keyform.targets", qos: .userInitiated).async { [self] in
        while let index = take(of: choices.count) {
          let outcome = Result {
            try TargetReading.read(choices[index], project, lockTimeout, progress)
          }
          state.withLock { $0.results[index] = outcome }
          done[index].leave()
        }
      }
    }
  }

  private func take(of count: Int) -> Int? {
    state.withLock { state in
      guard state.next < count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  /// Waits for the rows of one target.
  func outcome(_ index: Int) throws -> TargetReading.Outcome {
    done[index].wait()
    guard let result = state.withLock({ $0.results[index] }) else {
      throw Failure(
        .couldNotRun, "the target was not read", "This is a defect of Keyform: report it.")
    }
    return try result.get()
  }
}
