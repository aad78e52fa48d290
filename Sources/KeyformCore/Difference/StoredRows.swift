/// The rows of one kind that a plan starts from, and how it is bound to them.
struct StoredRows<Value: Managed> {
  let rows: EntrySet<Value>
  let renamed: RenamedRows
  let unmanaged: EntrySet<Value>
  let releasing: Releasing
  /// Of observations; later ones are newer than nothing.
  let latest: CalendarDate?
  /// The digest of a row by its place among its owner's; nil where rows have none.
  let base: (RowSide, Int, Entry<Value>) -> RowDigest?
  /// Whether the project lets go of a row that it no longer wants.
  func isReleased(_ row: Entry<Value>) -> Bool { releasing.names(row.value) }

  /// Takes over unmanaged row of the name; nil where there is none.
  func adoption(of wanted: Entry<Value>) -> Change? {
    guard unmanaged.count > 0, let index = unmanaged.index(of: wanted.name) else { return nil }
    let row = unmanaged.entries[index]
    let goal = wanted.with(wanted.value.keepingNewerObservations(of: row.value, latest: latest))
    return Change(
      .adopt(from: Value.entity(row), to: Value.entity(goal)), base: base(.unmanaged, index, row))
  }
}

/// Which rows a project lets go of when it no longer wants them.
struct Releasing {
  private let patterns: [Glob]
  /// Deployments that are let go of: their bindings go with them, as the short form has no entry of
  /// its own that could be named.
  private let deployments: Set<String>

  init(
    _ patterns: [Glob], _ stored: EntrySet<Deployment>, _ renamed: RenamedRows,
    _ desired: EntrySet<Deployment>
  ) {
    self.patterns = patterns
    guard !patterns.isEmpty else {
      deployments = []
      return
    }
    deployments = Set(
      stored.entries.enumerated().filter { index, entry in
        desired.index(of: entry.name) == nil && !renamed.moved.contains(index)
          && Self.matches(patterns, entry.value.address)
      }.map(\.element.name))
  }

  func names<Value: Managed>(_ row: Value) -> Bool {
    if patterns.isEmpty { return false }
    if let binding = row as? Binding, deployments.contains(binding.deployment) { return true }
    return Self.matches(patterns, row.address)
  }

  private static func matches(_ patterns: [Glob], _ address: Address) -> Bool {
    let address = address.description
    return patterns.contains { $0.matches(address) }
  }
}

/// Whose rows are meant: the project's, or the unmanaged ones.
enum RowSide { case project, unmanaged }

extension StoredInventory {
  /// The stored value of a key, by its place among its owner's.
  func material(_ owner: RowSide, _ index: Int) -> KeyMaterial? {
    switch owner {
    case .project: materials[index]
    case .unmanaged: unmanagedMaterials[index]
    }
  }
}
