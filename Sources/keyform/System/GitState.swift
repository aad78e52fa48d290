internal import KeyformCore
internal import KeyformEngine
internal import KeyformRepository

/// What is checked out around a folder.
struct GitState: SourceCheckout {
  private let session: GitSession
  private let checkouts: GitCheckouts
  /// Nil before the first one.
  private let head: GitCommit?
  private let folder: GitFolder

  /// Throws a ``GitRefusal`` where git does not answer.
  init(of checkout: GitCheckout, _ checkouts: GitCheckouts) throws {
    self.checkouts = checkouts
    session = checkouts.session(of: checkout)
    head = try session.ask { $0.commit("HEAD") }
    folder = GitFolder(of: checkout)
  }

  var commit: String? { head?.id }

  func revision(reading files: [SourceFile]) throws -> SourceRevision {
    SourceRevision(
      repository: try origin(), commit: head?.id, author: head?.author,
      isDirty: try differs(from: files), tree: head?.tree,
      isShallow: !folder.shallowCommits.isEmpty)
  }

  private func differs(from files: [SourceFile]) throws -> Bool {
    guard let head else { return true }
    do {
      return try session.ask { [session, checkouts] objects in
        try GitTreeFiles(
          objects: objects, checkout: session.checkout, commit: head, checkouts: checkouts
        ).differ(from: files)
      }
    } catch is GitRefusal {
      // A part of the commit is not at hand: that nothing differs is not known.
      return true
    }
  }

  func roots() throws -> [String] {
    guard let head, folder.shallowCommits.isEmpty else { return [] }
    let found = session.checkout.answer(["rev-list", "--max-parents=0", head.id, "--"])
    try Interruption.check()
    let ids = (found ?? []).split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
    return ids.allSatisfy { SourceRevision.isObjectID($0) } ? ids.sorted() : []
  }

  private func origin() throws -> String? {
    let settings = folder.settings
    guard settings.includesOthers else { return settings.origin.map { Self.shown($0) } }
    let answer = session.checkout.answer(["config", "--get", "remote.origin.url"])
    try Interruption.check()
    return answer?.split(separator: 10).first
      .map { Self.shown(String(decoding: $0, as: UTF8.self)) }
  }

  /// A URL without user, password and what it is asked with; a path as it is.
  private static func shown(_ url: String) -> String {
    var text = url[...]
    var scheme: Substring = ""
    if let start = text.firstRange(of: "://") {
      scheme = text[..<start.upperBound]
      text = text[start.upperBound...].prefix { $0 != "?" && $0 != "#" }
    } else {
      // `HOST:PATH`, of ssh, has its colon before any slash.
      let head = text.prefix { $0 != "/" }
      guard head.contains(":") else { return url }
    }
    // A slash that was not escaped may stand in a password: then this is no host.
    let first = text.prefix { $0 != "/" }
    let port = first.lastIndex(of: ":").map { first[first.index(after: $0)...] } ?? ""
    let isHost = scheme.isEmpty || first.hasSuffix("]") || port.allSatisfy(\.isNumber)
    guard let at = (isHost ? first : text).lastIndex(of: "@") else { return String(scheme + text) }
    return String(scheme + text[text.index(after: at)...])
  }
}
