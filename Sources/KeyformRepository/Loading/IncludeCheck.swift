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
          reason.map { report(path, $0, ["targets", target.name, "include", String(index)]) }
          ?? []
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
      case .failure(let failure) = FileSystem.status(root + "/" + normalized)
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
