internal import FoundationEssentials
internal import Glibc
internal import KeyformCore
internal import KeyformRepository

/// The files of a folder that Keyform reads, as they were at a commit, laid out in a folder of their
/// own.
///
/// Only what git keeps as ordinary files is taken, and git is asked for their bytes alone: no
/// filter, hook or link of the repository has a say.
final class CommitFiles {
  /// Mode 0700; gone with this object.
  let root: String

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// Nil where git does not know the commit, or the folder was not there then.
  init?(of folder: String, at commit: String) {
    var template = Array(
      (FileManager.default.temporaryDirectory.path + "/keyform-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    root = template.withUnsafeBufferPointer {
      String(decoding: $0.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    // The journal is not trusted.
    guard SourceRevision.isObjectID(commit), let checkout = GitCheckout(around: folder),
      let objects = GitObjects(of: checkout), let commit = objects.commit(commit),
      let all = objects.files(of: commit, below: checkout.folder)
    else { return nil }
    let files = all.filter { $0.entry.kind == .file && RepositoryLoader.reads($0.path) }
    guard !files.isEmpty else { return nil }
    for (file, object) in zip(files, objects.objects(files.map(\.entry.id))) {
      guard let object, write(object.bytes, to: file.path) else { return nil }
    }
  }

  private func write(_ content: [UInt8], to path: String) -> Bool {
    let url = URL(fileURLWithPath: root).appendingPathComponent(path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content).write(to: url)
      return true
    } catch {
      return false
    }
  }
}
