internal import KeyformCatalog
internal import KeyformCore

/// Checks that what `include` names is there: a misspelt folder would otherwise read as "delete
/// everything in it".
struct IncludeCheck {
  let root: String
  let project: Project
  let places: FieldPlaces
  let access: FileAccess

  func diagnostics() -> [Diagnostic] {
    var found: [Diagnostic] = []
    let scope = project.include.map(FileScanner.normalized)
    for (index, path) in project.include.enumerated() {
      found += problem(with: path).map { report(path, $0, ["include", String(index)]) } ?? []
    }
    for target in project.targets {
      for (index, path) in target.include.enumerated() {
        let reason =
          problem(with: path) ?? (isOutside(path, scope) ? "it is not in `include`" : nil)
        found +=
          reason.map { report(path, $0, ["targets", target.name, "include", String(index)]) } ?? []
      }
    }
    return found
  }

  private func problem(with path: String) -> String? {
    let normalized = FileScanner.normalized(path)
    if path.hasPrefix("/") || normalized.split(separator: "/").contains("..") {
      return "it leads out of the repository"
    }
    if normalized.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
      return "names that begin with a dot are not read"
    }
    // Of a link that leads outside the walk tells.
    guard !access.leadsOutside(root + "/" + normalized),
      case .failure(let failure) = access.source.status(root + "/" + normalized)
    else { return nil }
    return failure.reason
  }

  /// Whether a target asks for what the repository's own `include` leaves out.
  private func isOutside(_ path: String, _ scope: [String]) -> Bool {
    let path = FileScanner.normalized(path)
    return !path.isEmpty && !FileScanner.isIncluded(path, in: scope)
      && !scope.contains { $0.hasPrefix(path + "/") }
  }

  private func report(_ path: String, _ reason: String, _ field: [String]) -> [Diagnostic] {
    [
      Diagnostic(
        rule: "FILE004", severity: .error, summary: "`include` names `\(path)`: \(reason)",
        detail: "Correct the path, relative to the repository's root, or remove it.",
        place: places.place(inFile: "keyform.yaml", path: field), isStructural: true)
    ]
  }
}

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
      return StructureRule.notReleased.diagnostic(
        "`release` names `\(pattern.pattern)`, and \(wanted.address) is in the files",
        "Remove the entry from the files, or the pattern from `release`.",
        at: repository.places.place(inFile: "keyform.yaml", path: ["release", String(index)]),
        on: wanted.address,
        related: repository.place(of: wanted.origin).map {
          [.init(place: $0, text: "\(wanted.address) stands here")]
        } ?? [])
    }
  }
}
