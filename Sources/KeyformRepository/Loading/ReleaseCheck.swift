internal import KeyformCore

/// Checks that `release` of keyform.yaml names nothing that the files still want.
struct ReleaseCheck {
  let repository: LoadedRepository
  let inventory: Inventory

  func check() -> [Diagnostic] {
    repository.project.release.enumerated().compactMap { index, pattern in
      guard let wanted = firstWanted(pattern) else { return nil }
      return Diagnostic(
        rule: StructureRule.notReleased.rawValue, severity: .error, address: wanted.address,
        summary: "`release` names `\(pattern.pattern)`, and \(wanted.address) is in the files",
        detail: "Remove the entry from the files, or the pattern from `release`.",
        place: repository.places.place(
          inFile: "keyform.yaml", path: ["release", String(index)]),
        related: repository.place(of: wanted.origin).map {
          [.init(place: $0, text: "\(wanted.address) stands here")]
        } ?? [], isStructural: true)
    }
  }

  private func firstWanted(_ pattern: Glob) -> (address: Address, origin: Origin)? {
    first(inventory.keys, pattern) ?? first(inventory.deployments, pattern)
      ?? first(inventory.bindings, pattern) ?? first(inventory.hosts, pattern)
      ?? first(inventory.directories, pattern)
  }

  private func first<Value: Managed>(
    _ entries: EntrySet<Value>, _ pattern: Glob
  ) -> (address: Address, origin: Origin)? {
    entries.entries.first { pattern.matches($0.value.address.description) }.map {
      ($0.value.address, $0.origin)
    }
  }
}
