internal import Foundation

/// A target's URL as it stands in the keyform.yaml of another folder: it leads to the same
/// database, and holds no password.
enum ImportedURL {
  /// `root` is the folder that the URL was read in, `folder` the one it shall stand in.
  static func written(_ url: String, in root: String, for folder: String) -> String {
    let scheme = "sqlite:"
    guard url.hasPrefix(scheme) else { return withoutPassword(url) }
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

  /// `user:password@` loses the password, the query whatever may hold one.
  private static func withoutPassword(_ url: String) -> String {
    var (address, query) = parted(url, at: "?")
    if let start = address.range(of: "://")?.upperBound {
      let end = address[start...].firstIndex(of: "/") ?? address.endIndex
      if let at = address[start..<end].lastIndex(of: "@"),
        let colon = address[start..<at].firstIndex(of: ":")
      {
        address.removeSubrange(colon..<at)
      }
    }
    query = query.split(separator: "&").filter { item in
      let name = item.prefix { $0 != "=" }.lowercased()
      // A name may be written in percent codes.
      return !name.contains("password") && !name.contains("%")
    }.joined(separator: "&")
    return query.isEmpty ? address : address + "?" + query
  }

  private static func parted(_ text: String, at mark: Character) -> (String, String) {
    guard let place = text.firstIndex(of: mark) else { return (text, "") }
    return (String(text[..<place]), String(text[text.index(after: place)...]))
  }
}
