internal import Synchronization

/// The checkouts of a run: each is asked through one process, whoever asks.
final class GitCheckouts: Sendable {
  private let sessions = Mutex<[String: GitSession]>([:])

  func session(of checkout: GitCheckout) -> GitSession {
    sessions.withLock { sessions in
      let session = sessions[checkout.root] ?? GitSession(checkout)
      sessions[checkout.root] = session
      return session
    }
  }
}

/// One checkout and the process that answers for it.
final class GitSession: Sendable {
  let checkout: GitCheckout
  private let objects = Mutex<GitObjects?>(nil)

  init(_ checkout: GitCheckout) { self.checkout = checkout }

  /// Throws a ``GitRefusal`` where git does not answer. What ended it before is no reason: it is
  /// asked again.
  func ask<Answer: Sendable>(_ question: @Sendable (GitObjects) throws -> Answer) throws -> Answer {
    let answer: Answer? = try objects.withLock { objects in
      guard let known = objects, !known.hasFailed else { return nil }
      let answer = try question(known)
      return known.hasFailed ? nil : answer
    }
    try Interruption.check()
    if let answer { return answer }
    return try objects.withLock { objects in
      guard let begun = GitObjects(of: checkout) else { throw GitRefusal.missing }
      let answer = try question(begun)
      try Interruption.check()
      guard begun.hasFailed else {
        objects = begun
        return answer
      }
      objects = nil
      throw try begun.refusal()
    }
  }
}
