/// Where a repository comes from, as host and path alone: `git.contoso.example/team/keys`.
///
/// One repository is reached in several ways, and the ways hold passwords and tokens. What is left
/// here is the same for all of them, and holds none: it is kept in targets and shown in plans.
package struct RepositoryOrigin: Hashable, Sendable {
  package let text: String

  /// Reads what git calls a URL: with a scheme, as `user@host:path`, or a path of this machine. Nil
  /// for what names no place of its own, such as a relative path, and for what cannot be taken
  /// apart safely.
  package init?(_ url: String) {
    let parts: (host: Substring, path: Substring)?
    if let scheme = url.firstRange(of: "://") {
      parts = Self.parts(ofAddress: url[scheme.upperBound...])
    } else if url.hasPrefix("/") {
      parts = ("", url[...])
    } else {
      parts = Self.parts(ofShortForm: url[...])
    }
    guard let parts, let text = Self.joined(parts.host, parts.path) else { return nil }
    self.text = text
  }

  /// One that was kept; nil where it is no such text, so that nothing else gets in by hand.
  package init?(kept text: String) {
    let isPath = text.hasPrefix("/")
    guard let again = RepositoryOrigin(isPath ? text : "ssh://\(text)"), again.text == text else {
      return nil
    }
    self = again
  }

  /// `user:password@host:port/path`, what stands behind a scheme.
  private static func parts(
    ofAddress rest: Substring
  ) -> (host: Substring, path: Substring)? {
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let path = rest[slash...]
    let authority = rest[..<slash]
    let named = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
    // A password that was not encoded may hold a slash: what follows it is then no path.
    guard !path.contains("@"), let host = withoutPort(named ?? authority) else { return nil }
    return (host, path)
  }

  /// `user@host:path`.
  private static func parts(
    ofShortForm text: Substring
  ) -> (host: Substring, path: Substring)? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let authority = text[..<colon]
    guard !authority.contains("/") else { return nil }
    let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
    let path = text[text.index(after: colon)...]
    // `user:password@host:path` is no form of git's.
    return path.contains("@") ? nil : (host ?? authority, path)
  }

  /// Nil where what follows the host is no number.
  private static func withoutPort(_ text: Substring) -> Substring? {
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      return text[...end]
    }
    guard let colon = text.firstIndex(of: ":") else { return text }
    let port = text[text.index(after: colon)...]
    return port.utf8.allSatisfy { 48...57 ~= $0 } ? text[..<colon] : nil
  }

  private static func joined(_ host: Substring, _ path: Substring) -> String? {
    // A query or a fragment names no repository, and may hold a token.
    let plain = path.prefix { $0 != "?" && $0 != "#" }
    var names = plain.split(separator: "/").filter { $0 != "." }.map(String.init)
    guard !names.contains(".."), let last = names.last else { return nil }
    if last.hasSuffix(".git"), last != ".git" { names[names.count - 1] = String(last.dropLast(4)) }
    let isPlain = { (text: String) in text.unicodeScalars.allSatisfy { $0.value > 32 } }
    let text = ([host.lowercased()] + names).joined(separator: "/")
    guard isPlain(text), text.utf8.count <= 1_000 else { return nil }
    return FreeText.masked(text)
  }
}
