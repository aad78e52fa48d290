package import KeyformCore

/// Fixtures of policies: `policies/tests/ID`, or `policies/tests/ID/NAME` for several.
package struct FixtureFolders {
  /// What a fixture's plan starts from stands in this folder of it.
  package static let target = "target"

  package struct Folder: Hashable, Sendable {
    /// The rule whose fixture it is: the first folder below `policies/tests`.
    package let id: String
    /// Relative to the repository's root.
    package let path: String
    package let hasTarget: Bool
  }

  /// By path.
  package let folders: [Folder]
  /// What of them may not be read, with places from the root.
  package let refused: [Diagnostic]

  package init(of repository: LoadedRepository, isCancelled: @escaping @Sendable () -> Bool) {
    let root = repository.root + "/" + FileScanner.fixtures
    var walk = FileScanner(
      root: root, include: [], ignored: IgnorePatterns(), repository.access,
      holdsFixtures: true, isCancelled: isCancelled)
    // Of a link in its place the repository's own walk tells.
    if !repository.access.leadsOutside(root), repository.access.source.isThere(root) { walk.run() }
    refused = walk.diagnostics.filter { $0.rule == "FILE008" || $0.rule == "FILE007" }.map {
      $0.below(FileScanner.fixtures)
    }
    let paths = walk.resources.map { $0.split(separator: "/").map(String.init) }
    // An id with files of its own, or of a target, is one fixture; else each folder in it is one.
    let plain = Set(
      paths.filter { $0.count == 2 || $0.count > 2 && $0[1] == Self.target }.map { $0[0] })
    var folders: [String: Folder] = [:]
    for path in paths where path.count > 1 {
      let depth = plain.contains(path[0]) ? 1 : 2
      let folder = path.prefix(depth).joined(separator: "/")
      let hasTarget = path.count > depth + 1 && path[depth] == Self.target
      folders[folder] = Folder(
        id: path[0], path: FileScanner.fixtures + "/" + folder,
        hasTarget: hasTarget || folders[folder]?.hasTarget ?? false)
    }
    self.folders = folders.values.sorted { $0.path < $1.path }
  }
}

extension Diagnostic {
  /// The same with its place seen from further up.
  fileprivate func below(_ folder: String) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: severity, address: address, summary: summary, detail: detail,
      place: place.map {
        FileLocation(file: "\(folder)/\($0.file)", line: $0.line, column: $0.column)
      }, related: related, isStructural: isStructural)
  }
}
