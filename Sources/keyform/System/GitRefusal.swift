internal import KeyformEngine

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
