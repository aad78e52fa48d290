internal import FoundationEssentials
internal import Glibc
internal import KeyformEngine

/// A folder in the making, beside its final place: there as a whole or not at all.
final class NewFolder: StagingFolder {
  /// Where it is to be, without a slash at the end.
  let path: String
  /// Where it is made.
  let temporary: String
  private let isThere: Bool

  /// Refuses a path at which there is anything but an empty folder.
  init(_ wanted: String) throws {
    var path = wanted
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    if path.isEmpty { path = "." }
    isThere = DiskFile.exists(path)
    if isThere {
      path = URL(fileURLWithPath: path).standardizedFileURL.path
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
        throw Failure(
          .couldNotRun, "\(wanted) exists and is no folder that can be read",
          "Name a folder that does not exist; nothing was overwritten.")
      }
      guard names.isEmpty else {
        throw Failure(
          .couldNotRun, "\(wanted) is not empty",
          "Name an empty folder or one that does not exist; nothing was overwritten.")
      }
    }
    self.path = path
    temporary = "\(path).\(getpid()).tmp"
  }

  deinit { try? FileManager.default.removeItem(atPath: temporary) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try DiskFile.create(temporary + "/" + name, String(decoding: bytes, as: UTF8.self))
  }

  /// Removes a file, and the folder that it was alone in.
  func remove(_ name: String) throws {
    guard unlink(temporary + "/" + name) == 0 else { throw DiskFile.failure(name) }
    guard let slash = name.lastIndex(of: "/") else { return }
    rmdir(temporary + "/" + name[..<slash])
  }

  /// Puts the folder in its place. Into one that is there go its parts, the project file last:
  /// before that it is no repository.
  func commit() throws {
    guard isThere else {
      guard rename(temporary, path) == 0 else { throw DiskFile.failure(path) }
      return
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: temporary).sorted()
    for name in names.filter({ $0 != "keyform.yaml" }) + names.filter({ $0 == "keyform.yaml" }) {
      guard rename(temporary + "/" + name, path + "/" + name) == 0 else {
        throw DiskFile.failure(path + "/" + name)
      }
    }
  }
}
