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
