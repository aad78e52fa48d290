internal import KeyformCore

/// Checks that `release` of keyform.yaml names nothing that the files still want.
struct ReleaseCheck {
  let repository: LoadedRepository
  let inventory: Inventory

  func check() -> [Diagnostic] {
    if repository.project.release.isEmpty { return [] }
    let entities = inventory.entities
    return repository.project.release.enumerated().compactMap { index, pattern in
      guard let wanted = entities.first(where: { pattern.matches($0.address.description) })
      else { return nil }
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
}
