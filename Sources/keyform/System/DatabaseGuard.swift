internal import KeyformEngine

/// Keeps databases out of version control: they hold keys in clear text.
struct DatabaseGuard {
  let checkouts: GitCheckouts

  /// Ends the run where git tracks the file, or a file that it leads to, and where a checkout is
  /// around it that git does not answer for.
  func check(_ path: String) throws {
    // No database; whoever opens it says so.
    if DiskFile.isFolder(path) { return }
    for place in Self.places(of: path) {
      do {
        guard try isTracked(place) else { continue }
      } catch let refusal as GitRefusal {
        throw Failure(
          .couldNotRun, "git does not say whether it tracks the database \(place): \(refusal.said)",
          """
          It holds keys in clear text, so that has to be known: \(refusal.remedy), or put the \
          database outside the checkout.
          """)
      }
      throw Failure(
        .couldNotRun, "git tracks the database \(place)",
        "It holds keys in clear text: take it out with `git rm --cached` and add it to .gitignore.")
    }
  }

  /// The path, and where it leads to if it is a link, step by step; the last need not be there.
  private static func places(of path: String) -> [String] {
    var places = [path]
    while places.count < 40, let last = places.last, let bytes = DiskFile.goal(ofLink: last) {
      let goal = String(decoding: bytes, as: UTF8.self)
      places.append(goal.hasPrefix("/") ? goal : Self.folder(of: last) + "/" + goal)
    }
    return places
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// No checkout around it: no.
  private func isTracked(_ place: String) throws -> Bool {
    guard let checkout = GitCheckout(around: Self.folder(of: place)) else { return false }
    let name = place.lastIndex(of: "/").map { String(place[place.index(after: $0)...]) } ?? place
    let path = checkout.path(name)
    guard !path.contains("\n") else { throw GitRefusal.unaskable }
    let session = checkouts.session(of: checkout)
    if try session.ask({ $0.hasIndexed(path) }) { return true }
    // The same is said of a file whose object is not at hand.
    guard GitFolder(of: checkout).mayList(name) else { return false }
    let listing = ["ls-files", "-z", "--", path]
    guard let paths = checkout.answer(listing) else {
      try Interruption.check()
      throw checkout.refusal(listing)
    }
    return !paths.isEmpty
  }
}
