internal import KeyformCore

/// What the history of a checkout's HEAD holds. Ids are of commits and trees, and checked by whoever
/// asks.
final class GitAncestry {
  private let checkout: GitCheckout
  /// Of every commit of the history, once somebody asked.
  private var knownTrees: Set<String>?

  init(of checkout: GitCheckout) { self.checkout = checkout }

  /// Those of these commits, all at hand, from which HEAD does not descend; nil where git does not
  /// say.
  func outside(_ commits: [String]) -> Set<String>? {
    if commits.isEmpty { return [] }
    guard let program = checkout.start(["rev-list", "--stdin"]) else { return nil }
    program.send(Array((["^HEAD"] + commits).joined(separator: "\n").utf8) + [10])
    let (bytes, ending) = program.rest()
    guard ending == .exit(0) else { return nil }
    return Self.ids(bytes).intersection(commits)
  }

  /// Whether a commit of the history has this tree; with `start`, one that `start` does not descend
  /// from: what is equal to an older state was not merged.
  func hasTree(_ tree: String, since start: String?) -> Bool {
    let trees = knownTrees ?? trees(of: ["HEAD"])
    knownTrees = trees
    guard trees.contains(tree) else { return false }
    return start.map { self.trees(of: ["HEAD", "^\($0)"]).contains(tree) } ?? true
  }

  private func trees(of revisions: [String]) -> Set<String> {
    Self.ids(
      checkout.answer(["rev-list", "--no-commit-header", "--format=%T"] + revisions + ["--"]) ?? [])
  }

  private static func ids(_ bytes: [UInt8]) -> Set<String> {
    Set(
      bytes.split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
        .filter { SourceRevision.isObjectID($0) })
  }
}
