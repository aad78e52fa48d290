/// What the operator says of targets on the command line: nothing, names, URLs, or `NAME=URL`.
package struct TargetRequest: Sendable, ExpressibleByNilLiteral, ExpressibleByStringLiteral {
  /// One target, as it is written.
  package enum Word: Hashable, Sendable {
    case name(String)
    case url(String)
    /// A name of keyform.yaml with a URL in place of the one that stands there.
    case named(String, url: String)

    /// A name has no colon; what stands before the first `=` is one, or there is a URL that holds it.
    package init(_ text: String) {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, !parts[0].contains(where: { $0 == ":" || $0 == "/" }) {
        self = .named(String(parts[0]), url: String(parts[1]))
      } else {
        self = text.contains(":") ? .url(text) : .name(text)
      }
    }

    /// The name of a target in keyform.yaml.
    package var name: String? {
      switch self {
      case .name(let name), .named(let name, url: _): name
      case .url: nil
      }
    }
  }

  package let words: [Word]

  /// `texts` are what `--target` says each time; names may be joined by commas, as in `lab,prod`.
  package init(_ texts: [String]) {
    words = texts.flatMap { text -> [Word] in
      // A URL may hold commas: several hosts of one PostgreSQL cluster.
      guard case .name(let joined) = Word(text) else { return [Word(text)] }
      let names = joined.split(separator: ",")
      return names.count < 2 ? [Word(text)] : names.map { .name(String($0)) }
    }
  }

  package init(_ word: Word) { words = [word] }

  package init(nilLiteral: ()) { words = [] }

  package init(stringLiteral text: String) { self.init([text]) }

  package var isEmpty: Bool { words.isEmpty }

  /// The one target that is asked for; nil where none is.
  package func single() throws -> Word? {
    guard words.count < 2 else {
      throw Failure(
        .usage, "this command works on one target at a time, and --target names several",
        "Name one with --target.")
    }
    return words.first
  }
}
