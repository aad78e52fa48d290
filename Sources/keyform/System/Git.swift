internal import Foundation
internal import KeyformCore

/// What git knows of the repository: for the journal, and to refuse a database in version control.
enum Git {
  /// Whether git tracks the file. No git, no repository: no.
  static func isTracked(_ path: String) throws -> Bool {
    guard DiskFile.exists(path) else { return false }
    let slash = path.lastIndex(of: "/")
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    guard let checkout = GitCheckout(around: folder) else { return false }
    let listing = checkout.start(["ls-files", "--format=%(path)", "--", checkout.path(name)])?
      .rest()
    try Interruption.check()
    if listing?.ending == GitCheckout.usage { try GitCheckout.checkVersion() }
    return listing.map { $0.ending == .exit(0) && !$0.bytes.isEmpty } ?? false
  }

  /// What is checked out; nil outside a repository.
  static func revision(of folder: String) throws -> SourceRevision? {
    guard let checkout = GitCheckout(around: folder) else { return nil }
    // Both at once: together they take as long as the slower one.
    let remote = checkout.start(["config", "--get", "remote.origin.url"])
    let status = try GitStatus(of: checkout)
    let url = remote?.rest()
    try Interruption.check()
    let line = url?.ending == .exit(0) ? url?.bytes.split(separator: 10).first : nil
    return SourceRevision(
      repository: line.flatMap { origin(String(decoding: $0, as: UTF8.self)) },
      commit: status.commit?.id, author: status.commit?.author, isDirty: status.isDirty)
  }

  /// Where the repository came from, without user or password.
  private static func origin(_ text: String) -> String? {
    guard var parts = URLComponents(string: text), parts.host != nil else { return text }
    parts.user = nil
    parts.password = nil
    return parts.string
  }
}
