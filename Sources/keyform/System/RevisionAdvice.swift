internal import KeyformCore
internal import KeyformEngine

/// What to do about a revision that git does not know here: it is another name, or the clone lacks it.
struct RevisionAdvice {
  private let name: String
  private let isShallow: Bool
  /// The branch or tag that was meant, as far as names tell.
  private let near: String?
  /// Where it would come from, and what it is called there; `origin`, unless it names another remote.
  private let remote: String
  private let branch: Substring?

  init(_ name: String, _ checkout: GitCheckout, isShallow: Bool) {
    self.name = name
    self.isShallow = isShallow
    var near: String?
    var remote = "origin"
    var branch: Substring?
    if Self.isPlain(name) {
      near = Self.near(name, Self.names(in: checkout))
      let remotes = (checkout.answer(["remote"]) ?? []).split(separator: 10)
        .map { String(decoding: $0, as: UTF8.self) }
      remote = remotes.first { Self.isPlain($0) && name.hasPrefix("\($0)/") } ?? remote
      let start = "\(remote)/"
      if name.hasPrefix(start), name != start { branch = name.dropFirst(start.count) }
    }
    (self.near, self.remote, self.branch) = (near, remote, branch)
  }

  var failure: Failure {
    if let near {
      return Failure(
        .couldNotRun, "git knows no revision \(name) here; did you mean \(near)?",
        "Correct it, or fetch the branch that is meant: Keyform fetches nothing itself.")
    }
    return Failure(
      .couldNotRun,
      "git knows no revision \(name) here\(isShallow ? ", and the clone is shallow" : "")",
      isShallow ? shallowAdvice : "\(fetch), or correct it.")
  }

  /// A clone of one branch that is shallow as well lacks two things.
  private var shallowAdvice: String {
    let unshallow = "git fetch --unshallow"
    guard let branch else {
      return "Fetch older commits with `\(unshallow)`, or `fetch-depth: 0` in a job."
    }
    return """
      Fetch it with the commits before it: `\(unshallow) && \(fetch(branch))`, or \
      `fetch-depth: 0` in a job.
      """
  }

  /// How a revision comes into the clone. What is no plain name is not put into a command.
  private var fetch: String {
    if let branch { return "Fetch it with `\(fetch(branch))`" }
    if !Self.isPlain(name) { return "Fetch the branch that is meant" }
    if SourceRevision.isObjectID(name) { return "Fetch it with `git fetch \(remote) \(name)`" }
    return """
      Fetch it (a branch with `\(fetch(name))`, which is \(remote)/\(name) then; a tag with \
      `git fetch \(remote) tag \(name)`)
      """
  }

  private func fetch(_ branch: some StringProtocol) -> String {
    "git fetch \(remote) \(branch):refs/remotes/\(remote)/\(branch)"
  }

  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix("-") && !name.contains("/-")
      && name.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII
          && (scalar.properties.isAlphabetic || "0123456789/._-".unicodeScalars.contains(scalar))
      }
  }

  /// Branches and tags, as they are named on a command line.
  private static func names(in checkout: GitCheckout) -> [String] {
    let bytes =
      checkout.answer(
        ["for-each-ref", "--count=10000", "--format=%(refname)", "refs/heads", "refs/remotes"]
          + ["refs/tags"]) ?? []
    return bytes.split(separator: 10).compactMap { line in
      let reference = String(decoding: line, as: UTF8.self)
      let short = reference.split(separator: "/", maxSplits: 2).dropFirst(2).first
      return short.map(String.init).flatMap { isPlain($0) ? $0 : nil }
    }
  }

  /// A branch that the clone has of its remote alone is the one that is meant.
  private static func near(_ name: String, _ names: [String]) -> String? {
    if let known = names.first(where: { $0 == "origin/\(name)" }) { return known }
    // Of a folder or a remote that is there, what stands behind it counts alone.
    let folder = name.lastIndex(of: "/").map { String(name[...$0]) } ?? ""
    let beside = names.filter { $0.hasPrefix(folder) }.map { String($0.dropFirst(folder.count)) }
    if !folder.isEmpty, !beside.isEmpty {
      let last = String(name.dropFirst(folder.count))
      return SpellingSuggestion.suggestion(for: last, in: beside).map { folder + $0 }
    }
    return SpellingSuggestion.suggestion(for: name, in: names)
  }
}
