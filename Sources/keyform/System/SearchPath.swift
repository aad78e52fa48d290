internal import Glibc
internal import KeyformRepository

/// Where programs are looked for: the folders of PATH that a work tree has no say in. Some jobs put
/// a folder of the checkout in front, and who wrote the checkout would choose what is run.
struct SearchPath {
  private let folders: [String]
  /// The work trees that have no say, without a slash at the end.
  private let trees: [String]

  /// For work on the checkout in `root`, a path without links. Left out are folders below it, or
  /// below another work tree around it, those that a link there leads to, and those that are not absolute.
  init(beside root: String) {
    let trees = Self.trees(around: root)
    let links = trees.map { FileAccess(root: $0) }
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    folders = path.split(separator: ":").map(String.init).filter { folder in
      guard folder.utf8.first == UInt8(ascii: "/"), let real = DiskFile.real(folder)
      else { return false }
      return !Self.isBelow(trees, real) && !links.contains { $0.passesLink(folder) }
    }
    self.trees = trees
  }

  /// As it is handed to programs, which look for others there.
  var variable: String { "PATH=" + folders.joined(separator: ":") }

  /// The path of a program; nil where none is there, or where it is a link into the work tree.
  func program(_ name: String) -> String? {
    folders.lazy.map { $0 + "/" + name }.first { path in
      guard access(path, X_OK) == 0, DiskFile.isFile(path), let real = DiskFile.real(path) else {
        return false
      }
      return !Self.isBelow(trees, real)
    }
  }

  private static func isBelow(_ trees: [String], _ path: String) -> Bool {
    trees.contains { path == $0 || path.utf8.starts(with: ($0 + "/").utf8) }
  }

  /// `root`, and the folders above it that have a `.git`; never the whole disk.
  private static func trees(around root: String) -> [String] {
    var trees: [String] = []
    var folder = root == "/" ? "" : root
    while !folder.isEmpty {
      if folder == root || DiskFile.exists(folder + "/.git") { trees.append(folder) }
      folder = String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)])
    }
    return trees
  }
}
