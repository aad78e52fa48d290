internal import Dispatch
internal import KeyformCatalog
package import KeyformCore
internal import Synchronization

/// What a repository wants of one target.
package struct BuiltState: Sendable {
  package let state: DesiredState
  /// Names used twice, references to nothing, secrets that do not match.
  package let diagnostics: [Diagnostic]
  /// Keys whose secret was not read: nobody could, or nobody did.
  package let uncheckedSecrets: Int
  /// Keys of which neither tail nor check value is known: no plan can be made for them.
  package let unknownValues: [Diagnostic]
}

extension LoadedRepository {
  /// Joins the files of one target's set into a desired state: finds names that are used twice,
  /// resolves references, reads the secrets within reach, as far as their sources are to be opened.
  package func assemble(for include: [String] = [], secrets sources: SecretSources) -> BuiltState {
    let include = include.map(FileScanner.normalized)
    let scope = contents.indices.filter { FileScanner.isIncluded(files[$0].path, in: include) }
    var assembly = DesiredStateBuilder(repository: self, scope: scope)
    let inventory = assembly.inventory()
    let waivers = assembly.waivers()
    // Opening the files of secrets and following references are independent of each other.
    let parts = Mutex<(store: SecretStore?, problems: [Diagnostic])>((nil, []))
    DispatchQueue.concurrentPerform(iterations: 2) { part in
      if part == 0 {
        let store = SecretStore(
          root: root, access, references: inventory.keys.entries.lazy.compactMap(\.secret),
          from: sources)
        parts.withLock { $0.store = store }
      } else {
        var references = References(repository: self, inventory: inventory)
        let problems =
          references.check() + FormerNames(repository: self, inventory: inventory).check()
          + ReleaseCheck(repository: self, inventory: inventory).check()
        parts.withLock { $0.problems = problems }
      }
    }
    let (store, problems) = parts.withLock { $0 }
    assembly.diagnostics += problems
    var complete = inventory
    var secrets = [SecretReading](repeating: .notNeeded, count: inventory.keys.count)
    if let store {
      (complete.keys, secrets) = assembly.readSecrets(of: inventory.keys, from: store)
    }
    return BuiltState(
      state: DesiredState(
        project: project.name, inventory: complete, secrets: secrets, imported: imported,
        waivers: waivers), diagnostics: assembly.diagnostics.sorted(by: Diagnostic.inOrder),
      uncheckedSecrets: secrets.count {
        switch $0 {
        case .unreadable, .notOpened: true
        case .notNeeded, .read, .flawed: false
        }
      },
      unknownValues: assembly.unknownValues)
  }
}

/// The steps from decoded files to one desired state.
struct DesiredStateBuilder {
  let repository: LoadedRepository
  let scope: [Int]
  var diagnostics: [Diagnostic] = []
  var unknownValues: [Diagnostic] = []

  /// The entries in scope, by kind. The kinds are independent: all cores sort.
  mutating func inventory() -> Inventory {
    let contents = scope.map { repository.contents[$0] }
    let result = Mutex((Inventory.empty, [Diagnostic]()))
    let (steps, kinds) = (self, EntityKind.allCases)
    DispatchQueue.concurrentPerform(iterations: kinds.count) { index in
      var joining = Joining(steps: steps, contents: contents)
      kinds[index].visit(&joining)
      result.withLock {
        joining.put?(&$0.0)
        $0.1 += joining.problems
      }
    }
    let (inventory, problems) = result.withLock { $0 }
    diagnostics += problems
    return inventory
  }

  private struct Joining: EntriesVisitor {
    let steps: DesiredStateBuilder
    let contents: [FileContents]
    /// Puts the entries into an inventory.
    var put: ((inout Inventory) -> Void)?
    var problems: [Diagnostic] = []

    mutating func visit<Value: Managed>(_ list: KeyPath<FileContents, [Entry<Value>]>) {
      let (entries, problems) = steps.unique(contents.map { $0[keyPath: list] })
      put = { $0[Value.self] = entries }
      self.problems = problems
    }
  }

  /// Sorted by name; of entries with one name the first in file order stays, and both are named.
  private func unique<Value: Managed>(
    _ lists: [[Entry<Value>]]
  ) -> (EntrySet<Value>, [Diagnostic]) {
    if let entries = Self.joined(lists) { return (EntrySet(sorted: entries), []) }
    // Files mostly are in order themselves, and their names may be in another order than theirs.
    let byFirst = lists.filter { !$0.isEmpty }.sorted { $0[0].name < $1[0].name }
    if let entries = Self.joined(byFirst) { return (EntrySet(sorted: entries), []) }
    var entries = lists.flatMap(\.self)
    entries.sort { left, right in
      if left.name != right.name { return left.name < right.name }
      return (left.origin.file, left.origin.line, left.origin.column)
        < (right.origin.file, right.origin.line, right.origin.column)
    }
    var unique: [Entry<Value>] = []
    unique.reserveCapacity(entries.count)
    var problems: [Diagnostic] = []
    for entry in entries {
      guard let first = unique.last, first.name == entry.name else {
        unique.append(entry)
        continue
      }
      problems.append(duplicate(entry, of: first))
    }
    return (EntrySet(sorted: unique), problems)
  }

  /// One list behind the other, where that is the order of the names and none stands there twice.
  private static func joined<Value: Managed>(_ lists: [[Entry<Value>]]) -> [Entry<Value>]? {
    var joined: [Entry<Value>] = []
    joined.reserveCapacity(lists.reduce(0) { $0 + $1.count })
    for list in lists {
      guard let first = list.first else { continue }
      if let last = joined.last, last.name >= first.name { return nil }
      for index in list.indices.dropFirst() where list[index - 1].name >= list[index].name {
        return nil
      }
      joined += list
    }
    return joined
  }

  /// The waivers in scope, by name; of two with one name the first in file order stays.
  mutating func waivers() -> [Waiver] {
    let all = scope.flatMap { repository.contents[$0].waivers }
    if all.count < 2 { return all }
    let sorted = all.enumerated().sorted { left, right in
      (left.element.name, left.offset) < (right.element.name, right.offset)
    }
    var unique: [Waiver] = []
    for (_, waiver) in sorted {
      guard let first = unique.last, first.name == waiver.name else {
        unique.append(waiver)
        continue
      }
      diagnostics.append(
        duplicate(
          .duplicateName, "waiver `\(waiver.name)`", waiver.origin, of: first.origin,
          detail: "Names are unique within one target's set: rename one of the two."))
    }
    return unique
  }

  private func duplicate<Value: Managed>(
    _ entry: Entry<Value>, of first: Entry<Value>
  ) -> Diagnostic {
    // Twice in one mapping, unless one of the two is the short form inside a deployment.
    let isKeyTwice =
      first.origin.file == entry.origin.file && repository.standsByName(first)
      && repository.standsByName(entry)
    return duplicate(
      isKeyTwice ? .duplicateKey : .duplicateName, "\(Value.kind.rawValue) `\(entry.name)`",
      entry.origin, of: first.origin, on: entry.value.address,
      detail: "Names are unique within one target's set: rename one of the two, or remove it.")
  }

  private func duplicate(
    _ rule: StructureRule, _ what: String, _ origin: EntryOrigin, of first: EntryOrigin,
    on address: Address? = nil, detail: String
  ) -> Diagnostic {
    let place = repository.place(of: first)
    let known = place.map { "\($0.file):\($0.line)" } ?? "elsewhere"
    return rule.diagnostic(
      "\(what) is already defined at \(known)", detail, at: repository.place(of: origin),
      on: address, related: place.map { [.init(place: $0, text: "first defined here")] } ?? [])
  }
}

extension LoadedRepository {
  /// Whether an entry's own name is written where it stands; short-form bindings join two names.
  fileprivate func standsByName<Value: Managed>(_ entry: Entry<Value>) -> Bool {
    guard let place = place(of: entry.origin), let text = line(at: place) else { return false }
    let rest = text.unicodeScalars.dropFirst(Int(entry.origin.column) - 1)
    return String(String.UnicodeScalarView(rest.drop { $0 == "\"" || $0 == "'" }))
      .hasPrefix(entry.name)
  }
}
