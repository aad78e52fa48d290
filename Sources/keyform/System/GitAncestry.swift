internal import KeyformCore
internal import KeyformEngine

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

  /// The newest commits of the history that `start` does not descend from and that change files of the
  /// folder, each with the states of those files that it came from. Nil where git does not say.
  func commits(after start: String, most: Int) -> LaterCommits? {
    let answer = checkout.answer(
      ["rev-list", "--full-history", "--parents", "--topo-order", "--max-count=\(most + 1)"]
        + ["HEAD", "^\(start)", "--"] + (checkout.folder.isEmpty ? ["."] : [checkout.folder]))
    guard let answer else { return nil }
    var steps: [LaterCommits.Step] = []
    for line in answer.split(separator: 10) {
      let ids = line.split(separator: 32).map { String(decoding: $0, as: UTF8.self) }
      guard let id = ids.first, ids.allSatisfy(SourceRevision.isObjectID) else { return nil }
      steps.append(.init(id: id, parents: Array(ids.dropFirst())))
    }
    let isShallow = !GitFolder(of: checkout).shallowCommits.isEmpty
    return LaterCommits(
      Array(steps.prefix(most)), isWhole: steps.count <= most && !isShallow)
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
