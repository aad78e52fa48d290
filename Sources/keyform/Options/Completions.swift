internal import ArgumentParser
internal import KeyformCatalog
internal import KeyformCore
internal import KeyformEngine
internal import KeyformRepository

/// What a shell offers where an option or an argument names something of the repository. A shell asks
/// at every press of a key, and in folders of strangers too: files are read as with `--untrusted`, no
/// program is started, no secret and no target is opened, and whatever is wrong is no message but
/// nothing offered.
enum Completions {
  /// Of keyform.yaml.
  static let targets = CompletionKind.custom { words, _, _ in
    offered(context(words)?.loader.peekProject().targets.map(\.name) ?? [])
  }

  static let hazards = CompletionKind.list(Hazard.allCases.map(\.rawValue))

  /// Of the entries in the files.
  static let addresses = CompletionKind.custom { words, place, start in
    entries(words, beginning(words, place, start))
  }

  static let keys = CompletionKind.custom { words, place, start in
    entries(words, beginning(words, place, start), of: [.key])
  }

  /// What `explain` tells of. Entries once their kind has been typed: for them all files are read.
  static let subjects = CompletionKind.custom { words, place, start in
    let start = beginning(words, place, start)
    if start.contains("/") { return entries(words, start) }
    let rules = RepositoryPolicies.builtIn(Keyform.schemes).map(\.id)
    let codes = ExitStatus.allCases.map { String($0.rawValue) }
    let kinds = EntityKind.allCases.map { $0.rawValue + "/" }
    return rules + Hazard.allCases.map(\.rawValue) + LimitSubject.all.map(\.text)
      + ReportWord.allCases.map(\.rawValue).filter { !$0.contains(" ") } + codes + kinds
  }

  /// Of the built-in catalogue.
  static let products = CompletionKind.custom { _, _, _ in
    offered(ReferenceCatalog.builtIn().editions.map(\.id.text))
  }

  /// Addresses that begin with what was typed: a shell sorts the others out, but they would use up
  /// what is offered.
  private static func entries(
    _ words: [String], _ beginning: String, of kinds: [EntityKind] = EntityKind.allCases
  ) -> [String] {
    guard let context = context(words) else { return [] }
    let kinds = kinds.filter {
      let kind = $0.rawValue + "/"
      return kind.hasPrefix(beginning) || beginning.hasPrefix(kind)
    }
    if kinds.isEmpty { return [] }
    let inventory = context.loader.load().assemble(secrets: .closed).state.inventory
    let addresses = kinds.flatMap { inventory.entities(of: $0).map(\.address.description) }
    return offered(addresses.lazy.filter { $0.hasPrefix(beginning) })
  }

  /// What has been typed of the word, without a quote that begins it. What stands before the cursor is
  /// told by some shells for the last word alone, and by fish 3 not at all.
  private static func beginning(_ words: [String], _ place: Int, _ start: String) -> String {
    let word = words.indices.contains(place) ? words[place] : start
    return String(word.drop { $0 == "\"" || $0 == "'" })
  }

  /// Of the folder that the words name.
  private static func context(_ words: [String]) -> RunContext? {
    var arguments = ["--quiet"]
    if let place = words.lastIndex(of: "-C"), place + 1 < words.count {
      arguments += ["-C", folder(words[place + 1])]
    }
    return try? CommonOptions<Findings>.parse(arguments).context(TrustOption.parse(["--untrusted"]))
  }

  /// A word as it was typed, without its quotes. Variables and commands in it are left alone: they
  /// lead to no folder.
  private static func folder(_ word: String) -> String {
    var folder = ""
    var isEscaped = false
    for character in word {
      if !isEscaped, character == "\\" {
        isEscaped = true
      } else {
        if isEscaped || character != "'" && character != "\"" { folder.append(character) }
        isEscaped = false
      }
    }
    guard folder == "~" || folder.hasPrefix("~/"), let home = Environment.value("HOME") else {
      return folder
    }
    return home + folder.dropFirst()
  }

  /// Names that no shell reads more into, as names of entries and targets have to be: bash expands
  /// what it is offered, and the files may be a stranger's. So many as a person can look through.
  private static func offered(_ names: some Sequence<String>) -> [String] {
    Array(names.lazy.filter { isPlain($0) && !KeyShape.holdsKey($0) }.prefix(1_000))
  }

  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: byte == 0x2D || byte == 0x2E || byte == 0x2F || byte == 0x5F || byte == 0x40
        }
      }
  }
}
