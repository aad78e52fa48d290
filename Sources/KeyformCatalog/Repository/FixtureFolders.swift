/// Fixtures of own rules: `policies/tests/ID`, or `policies/tests/ID/NAME` for several.
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

  package init(root: String) {
    var walk = FileWalk(
      root: root + "/" + FileWalk.fixtures, include: [], ignored: IgnorePatterns())
    walk.run()
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
        id: path[0], path: FileWalk.fixtures + "/" + folder,
        hasTarget: hasTarget || folders[folder]?.hasTarget ?? false)
    }
    self.folders = folders.values.sorted { $0.path < $1.path }
  }
}
