internal import KeyformCore
internal import KeyformRepository

/// Finds where the value of a key can be read that the journal knows by tail and check value alone:
/// the repository said it at the commit that wrote the value.
struct RecordedSecrets {
  private let repository: LoadedRepository
  private let include: [String]
  private let context: RunContext
  private let journal: ProjectJournal
  /// The last change set that may have written a value.
  private let last: Int
  /// By change set, as the journal names them.
  private let commits: [Int: String]
  private var references: [String: [String: SecretReference]] = [:]
  /// Of the repository as it is; read where no commit says more.
  private lazy var own: [String: SecretReference] = Self.references(in: repository, include)
  /// Why the journal could not be read, which has to end the run.
  private(set) var failure: (any Error)?

  /// More commits are not looked at: each is read from git.
  private static let most = 5

  init(
    _ repository: LoadedRepository, include: [String], _ context: RunContext,
    _ journal: ProjectJournal, until last: Int
  ) throws {
    self.repository = repository
    self.include = include
    self.context = context
    self.journal = journal
    self.last = last
    commits = Dictionary(
      try journal.entries().compactMap { entry in
        entry.header.commit.map { (entry.changeSet, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Only a value that agrees in tail and check value will do, wherever it is read from.
  mutating func secret(of key: ProductKey) -> Undo.Secret {
    guard let identity = key.identity else { return .refused("its value was never recorded") }
    let known: [String]
    do {
      known = try commits(of: key)
    } catch {
      failure = failure ?? error
      return .refused("the journal cannot be read")
    }
    // What is wrong with a place is worth more than that there is none.
    var flaws: [String] = []
    var gaps: [String] = []
    for commit in known {
      let short = commit.prefix(12)
      guard let reference = references(at: commit)?[key.name] else {
        gaps.append("commit \(short) is not at hand, or says no `secret` for it")
        continue
      }
      guard let reason = flaw(of: reference, identity) else {
        return .from(reference)
      }
      flaws.append("\(reason) (read from where commit \(short) says)")
    }
    if let reference = own[key.name] {
      guard let reason = flaw(of: reference, identity) else { return .from(reference) }
      flaws.append(reason)
    }
    let why =
      (flaws + gaps).first ?? "no change set names a commit, and the repository no `secret` for it"
    return .refused("its value \(identity) cannot be had: \(why)")
  }

  /// Whether the repository says, now or at a commit that wrote the value, that it is kept there.
  mutating func names(_ reference: SecretReference, for key: ProductKey) throws -> Bool {
    if own[key.name] == reference { return true }
    for commit in try commits(of: key) where references(at: commit)?[key.name] == reference {
      return true
    }
    return false
  }

  /// At which commits the journal says that the key was written; newest first, each once.
  private func commits(of key: ProductKey) throws -> [String] {
    let records = try journal.records(.address(key.address))
    var found: [String] = []
    for record in records.reversed() where record.changeSet <= last {
      guard let commit = commits[record.changeSet], !found.contains(commit) else { continue }
      found.append(commit)
      if found.count == Self.most { break }
    }
    return found
  }

  /// Why the value cannot be read there; nil where it can.
  private func flaw(of reference: SecretReference, _ identity: KeyIdentity) -> String? {
    let store = SecretStore(
      root: repository.root, repository.access, references: [reference],
      from: context.secretSources)
    switch store.read(reference) {
    case .read(let key):
      let found = KeyIdentity(of: key)
      return found == identity ? nil : "\(reference.place) holds another value now, \(found)"
    case .unreadable(let reason): return reason
    case .flawed, .notNeeded, .notOpened: return "what \(reference.place) holds is no product key"
    }
  }

  private mutating func references(at commit: String) -> [String: SecretReference]? {
    if let known = references[commit] { return known }
    guard let files = try? context.history.files(of: repository.root, at: commit) else {
      return nil
    }
    let found = Self.references(in: RepositoryLoader(root: files.root).load(), include)
    references[commit] = found
    return found
  }

  private static func references(
    in repository: LoadedRepository, _ include: [String]
  ) -> [String: SecretReference] {
    // No secret is read here: it is done once it is known which.
    let state = repository.assemble(for: include, secrets: .closed).state
    let pairs = state.inventory.keys.entries.compactMap { entry in
      entry.secret.map { (entry.name, $0) }
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}

extension SecretReference {
  /// The variable or file, never what is in it.
  fileprivate var place: String {
    switch self {
    case .environment(let name): "environment variable \(name)"
    case .file(let path): "file \(path)"
    case .entry(let path, let name): "line \(name) of file \(path)"
    }
  }
}
