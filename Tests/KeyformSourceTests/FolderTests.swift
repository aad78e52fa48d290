import Testing

/// Folders of a module use each other in one direction, as modules do.
@Suite struct FolderTests {
  private struct Source {
    let folder: String
    let words: Set<String>
    /// Names of types that it declares for others.
    let types: Set<String>
  }

  private static let declarations: Set<String> = [
    "struct", "enum", "class", "protocol", "typealias",
  ]

  /// The type that a line declares for the whole module: it is not nested.
  private static func declaredType(_ line: String) -> String? {
    guard line.first.map({ $0 != " " }) ?? false else { return nil }
    let words = Code(line).words
    guard words.first?.text != "private", words.first?.text != "fileprivate" else { return nil }
    return words.first { declarations.contains($0.previous ?? "") }?.text
  }

  /// By module; files beside the folders belong to none.
  private static func sources() throws -> [String: [Source]] {
    var sources: [String: [Source]] = [:]
    for file in Checkout.swiftFiles(below: "Sources") {
      let parts = file.split(separator: "/").map(String.init)
      let words = try Checkout.code(file).words
      let types = try Checkout.lines(file).compactMap(declaredType)
      sources[parts[1], default: []].append(
        Source(
          folder: parts.count > 3 ? parts[2] : "", words: Set(words.map(\.text)),
          types: Set(types)))
    }
    return sources
  }

  /// Which folders name a type of which others, and the first such type in order.
  private static func uses(in sources: [Source]) -> [String: [String: String]] {
    var home: [String: Set<String>] = [:]
    for source in sources {
      for type in source.types { home[type, default: []].insert(source.folder) }
    }
    var uses: [String: [String: String]] = [:]
    for source in sources where !source.folder.isEmpty {
      for word in source.words {
        // A name that several folders declare tells of none of them.
        guard let folders = home[word], folders.count == 1, let folder = folders.first,
          !folder.isEmpty, folder != source.folder
        else { continue }
        let known = uses[source.folder]?[folder] ?? word
        uses[source.folder, default: [:]][folder] = min(known, word)
      }
    }
    return uses
  }

  private static func onCircles(_ uses: [String: [String: String]]) -> Set<String> {
    Set(
      uses.keys.filter { start in
        var waiting = Set((uses[start] ?? [:]).keys)
        var seen = Set<String>()
        while let folder = waiting.popFirst() {
          if folder == start { return true }
          if seen.insert(folder).inserted { waiting.formUnion((uses[folder] ?? [:]).keys) }
        }
        return false
      })
  }

  /// What lies on circles and names what: one of the uses has to go.
  private static func explanation(
    _ found: Set<String>, _ uses: [String: [String: String]]
  ) -> String {
    found.sorted().flatMap { folder in
      (uses[folder] ?? [:]).filter { found.contains($0.key) }.sorted { $0.key < $1.key }
        .map { "\(folder) names \($0.value) of \($0.key)" }
    }.joined(separator: "; ")
  }

  @Test func foldersHaveNoCircles() throws {
    let sources = try Self.sources()
    #expect(sources.count > 5)
    for module in sources.keys.sorted() {
      let uses = Self.uses(in: sources[module] ?? [])
      let found = Self.onCircles(uses)
      #expect(found == [], "\(module): \(Self.explanation(found, uses))")
    }
  }
}
