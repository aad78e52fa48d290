internal import KeyformCore

/// The policies of a repository as far as they can be read, and what is wrong with the others.
package struct PolicySet: Hashable, Sendable {
  /// By path.
  package private(set) var policies: [Policy] = []
  package private(set) var problems: [PolicyProblem] = []

  package static let empty = PolicySet([], taken: [])

  /// `files` by path, as bytes; `taken` are the ids of built-in rules.
  package init(_ files: [(path: String, bytes: [UInt8])], taken: Set<String>) {
    var places: [String: String] = [:]
    for file in files {
      // A byte order mark, as some editors write it, is none of SQL's business.
      let start = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      let text = PolicyText(
        path: file.path, text: String(decoding: file.bytes[start...], as: UTF8.self))
      guard String(validating: file.bytes, as: UTF8.self) != nil, !file.bytes.contains(0) else {
        problems.append(
          PolicyProblem(.head, text, at: 0, "the file is no text in UTF-8", "Save it as UTF-8."))
        continue
      }
      do throws(PolicyProblems) {
        let policy = try Self.read(text)
        let id = policy.metadata.id
        if let other = places[id] ?? (taken.contains(id) ? "Keyform itself" : nil) {
          throw PolicyProblems(list: [
            PolicyProblem(
              .taken, text, at: PolicyHead(text).items["id"]?.offset,
              "the id \(id) is taken by \(other)",
              "Give the policy an id of its own; ORG and three digits are never taken by Keyform.")
          ])
        }
        places[id] = file.path
        policies.append(policy)
      } catch {
        problems += error.list
      }
    }
  }

  private struct PolicyProblems: Error {
    let list: [PolicyProblem]
  }

  private static func read(_ file: PolicyText) throws(PolicyProblems) -> Policy {
    let head = PolicyHead(file)
    var problems: [PolicyProblem] = []
    func complain(
      _ offset: Int?, _ summary: String, _ detail: String, _ kind: PolicyProblemKind = .head
    ) {
      problems.append(PolicyProblem(kind, file, at: offset ?? 0, summary, detail))
    }
    if file.lines.allSatisfy({ $0.text.allSatisfy(\.isWhitespace) }) {
      complain(
        0, "the file is empty",
        "Write a policy, or remove the file; docs/guide/policies.md begins with one.", .statements)
      throw PolicyProblems(list: problems)
    }
    if head.items.isEmpty, head.stray == nil {
      complain(
        0, "the file does not begin with a head",
        "Say id, severity, what, why and fix in its first lines, such as `-- id: ORG001`.")
      throw PolicyProblems(list: problems)
    }
    if let stray = head.stray {
      let near = SpellingSuggestion.question(stray.word, in: PolicyHead.words)
      complain(
        stray.offset, "the head says `\(stray.word)`\(near)",
        "A policy says \(PolicyHead.words.joined(separator: ", ")).")
    }
    if let twice = head.twice {
      complain(twice.offset, "the head says `\(twice.word)` twice", "Keep one of the two.")
    }
    func text(_ word: String) -> String {
      let item = head.items[word]
      if item?.text.isEmpty ?? true, head.stray == nil || item != nil {
        complain(item?.offset, "the head does not say `\(word)`", "Add a line `-- \(word): …`.")
      }
      return item?.text ?? ""
    }
    let id = text("id")
    if !id.isEmpty, !isID(id) {
      complain(
        head.items["id"]?.offset, "`\(id)` is no id of a policy",
        "Write two to eight capital letters and three digits, such as ORG001.")
    }
    let word = text("severity")
    let severity = Severity(rawValue: word)
    if severity == nil, !word.isEmpty {
      let near = SpellingSuggestion.question(word, in: Severity.allCases.map(\.rawValue))
      complain(
        head.items["severity"]?.offset, "`\(word)` is no severity\(near)",
        "Write error, warning or info.")
    }
    let (what, why, fix) = (text("what"), text("why"), text("fix"))
    guard problems.isEmpty, let severity else { throw PolicyProblems(list: problems) }
    return Policy(
      metadata: RuleMetadata(
        id: id, name: head.items["name"]?.text ?? name(file.path, id), severity: severity,
        what: what, why: why, fix: fix, source: file.path, since: ""),
      sql: file.text, path: file.path)
  }

  private static func isID(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let letters = bytes.dropLast(3)
    return 2...8 ~= letters.count && letters.allSatisfy { 65...90 ~= $0 }
      && bytes.suffix(3).allSatisfy { 48...57 ~= $0 }
  }

  /// Of the file, without folder, ending and id.
  private static func name(_ path: String, _ id: String) -> String {
    var name = path.split(separator: "/").last.map(String.init) ?? path
    if name.hasSuffix(".sql") { name.removeLast(4) }
    if name.hasPrefix(id) { name.removeFirst(id.count) }
    name = String(name.drop { $0 == "-" || $0 == "_" })
    return name.isEmpty ? id : name
  }
}
