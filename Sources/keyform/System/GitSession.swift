internal import KeyformEngine
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
    try objects.withLock { objects in
      if let known = objects, !known.hasFailed {
        let answer = try question(known)
        try Interruption.check()
        if !known.hasFailed { return answer }
      }
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

/// Why git does not answer.
struct GitRefusal: Error {
  /// What it said, in one line.
  let said: String
  /// The command that allows it to answer, as git gives it; nil where it is no matter of that.
  let permission: String?
  /// What to do about it, in words.
  let remedy: String

  static let missing = GitRefusal(
    said: "the program git is not installed here", permission: nil,
    remedy: "install git")
  static let unaskable = GitRefusal(
    said: "it cannot be asked about a name with a line break", permission: nil,
    remedy: "rename it")

  private static let allowing = "git config --global --add safe.directory "
}

extension GitRefusal {
  /// `complaint` is what git printed before it ended.
  init(_ complaint: String, at root: String) {
    let lines = complaint.split(whereSeparator: \.isNewline).map {
      $0.trimmingPrefix { $0 == "\t" || $0 == " " }
    }
    let first = lines.first { $0.hasPrefix("fatal: ") || $0.hasPrefix("error: ") }
    said = first.map { String($0) } ?? "it ended without an answer"
    let isOwnership = said.contains("dubious ownership")
    let permission =
      isOwnership
      ? lines.first { $0.hasPrefix(Self.allowing) }.map { String($0) }
        ?? Self.allowing + ShellWord.quoted(root) : nil
    self.permission = permission
    remedy = permission.map { "allow git to answer with `\($0)`" } ?? "fix the repository"
  }
}
