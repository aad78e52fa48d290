internal import Foundation
internal import KeyformCatalog

/// A target's URL as it stands in the keyform.yaml of another folder: it leads to the same
/// database, and holds no password.
enum ImportedURL {
  /// `root` is the folder that the URL was read in, `folder` the one it shall stand in.
  static func written(_ url: String, in root: String, for folder: String) -> String {
    let scheme = "sqlite:"
    guard url.hasPrefix(scheme) else { return TargetURL.withoutPassword(url) }
    let file = String(url.dropFirst(scheme.count))
    return file.hasPrefix("/") ? url : scheme + path(to: root + "/" + file, from: folder)
  }

  /// A name for a target that has none: that of its file, or of its database.
  static func name(of url: String) -> String {
    let path = url.prefix { $0 != "?" }.drop { $0 != ":" }.dropFirst()
    let last = path.split(separator: "/").last.map(String.init) ?? ""
    return String(last.prefix { $0 != "." }).lowercased()
  }

  /// Relative, as long as both lie below a folder of their own.
  private static func path(to file: String, from folder: String) -> String {
    let goal = parts(of: file)
    let start = parts(of: folder)
    let common = zip(goal, start).prefix { $0 == $1 }.count
    guard common > 0 else { return "/" + goal.joined(separator: "/") }
    let up = Array(repeating: "..", count: start.count - common)
    return (up + goal[common...]).joined(separator: "/")
  }

  private static func parts(of path: String) -> [String] {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    let parent = url.deletingLastPathComponent().resolvingSymlinksInPath()
    return parent.appendingPathComponent(url.lastPathComponent).path.split(separator: "/")
      .map(String.init)
  }
}
