internal import KeyformCore
internal import KeyformRepository

/// The values that a plan writes, read where its entries say.
struct PlannedSecrets {
  /// By key name.
  private(set) var values: [String: KeyMaterial]
  /// Those that cannot be had, each with why; by name.
  private(set) var missing: [MissingSecret] = []

  /// `atHand` are those that were read already.
  init(
    of plan: Plan, atHand: [String: KeyMaterial], _ repository: LoadedRepository,
    _ context: RunContext
  ) {
    values = atHand
    let wanted = plan.changes.compactMap { change -> Entry<ProductKey>? in
      guard change.writesSecret, case .key(let entry) = change.after, entry.value.identity != nil
      else { return nil }
      return entry
    }
    let unread = wanted.filter { atHand[$0.name] == nil }
    let store = SecretStore(
      root: repository.root, repository.access, references: unread.lazy.compactMap(\.secret),
      from: context.secretSources)
    for entry in unread {
      switch Self.read(entry, store) {
      case .success(let key): values[entry.name] = key
      case .failure(let problem): missing.append(problem)
      }
    }
    for entry in wanted {
      guard let key = values[entry.name], entry.value.identity != KeyIdentity(of: key) else {
        continue
      }
      missing.append(MissingSecret(address: entry.value.address, problem: .replaced))
    }
    missing.sort { $0.address < $1.address }
  }

  private static func read(
    _ entry: Entry<ProductKey>, _ store: SecretStore
  ) -> Result<KeyMaterial, MissingSecret> {
    let problem: MissingSecret.Problem
    switch entry.secret.map(store.read) {
    case nil: problem = .unstated
    case .read(let key): return .success(key)
    case .unreadable(let reason): problem = .unreadable(reason)
    case .flawed, .notNeeded, .notOpened: problem = .noKey
    }
    return .failure(MissingSecret(address: entry.value.address, problem: problem))
  }
}

/// A secret that cannot be had, or is another one than is wanted.
struct MissingSecret: Error, Hashable {
  enum Problem: Hashable {
    case unstated
    case unreadable(String)
    case noKey
    /// It is no longer the value that was planned.
    case replaced
  }

  let address: Address
  let problem: Problem

  var shown: String {
    switch problem {
    case .unstated: "\(address) has no `secret` to read its value from"
    case .unreadable(let reason): "\(address): the secret cannot be read: \(reason)"
    case .noKey: "\(address): what the secret's source holds is no product key"
    case .replaced: "\(address): the secret is no longer the one that was planned"
    }
  }

  private var status: ExitStatus {
    if case .replaced = problem { return .stale }
    return .couldNotRun
  }

  private var hint: String {
    switch problem {
    case .unstated: "Add where the value is kept; nothing was written."
    case .unreadable: "Make it readable here; nothing was written."
    case .noKey: "Correct the source; nothing was written."
    case .replaced: "Nothing was written. If the key was replaced, record it and make a new plan."
    }
  }

  /// Names all of them, once where several targets want one; nil where there are none.
  static func failure(_ found: [MissingSecret]) -> Failure? {
    var known = Set<MissingSecret>()
    let missing = found.filter { known.insert($0).inserted }
    guard let first = missing.first else { return nil }
    let status = ExitStatus.worst(missing.map(\.status))
    if missing.count == 1 { return Failure(status, first.shown, first.hint) }
    return Failure(
      status, "\(missing.count) secrets that have to be written cannot be had:",
      lines: missing.map { "  " + $0.shown },
      "Nothing was written. Make each readable here, and right; record one that was replaced.")
  }
}
