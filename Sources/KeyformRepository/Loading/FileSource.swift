internal import KeyformCore

/// What a repository is read from: the disk, or a commit of version control, whose files stand
/// where a checkout has them. What lies outside that checkout is the disk's.
enum FileSource: Sendable {
  case disk
  case revision(RevisionFiles)

  /// The files of the commit, where the path is one of them.
  private func files(at path: String) -> RevisionFiles? {
    guard case .revision(let files) = self, files.holds(path) else { return nil }
    return files
  }

  /// As ``FileSystem/status(_:followsLink:)`` has it.
  func status(
    _ path: String, followsLink: Bool = true
  ) -> Result<FileSystem.Status, FileSystem.Failure> {
    guard let files = files(at: path) else {
      return FileSystem.status(path, followsLink: followsLink)
    }
    switch files.resolve(path, followsLink: followsLink) {
    case .outside(let path): return FileSystem.status(path, followsLink: followsLink)
    case .failure(let failure): return .failure(failure)
    case .entry(let entry):
      let kind: FileSystem.Kind =
        switch entry.kind {
        case .file: .file
        case .folder, .module: .folder
        case .link: .link
        }
      return .success(FileSystem.Status(kind: kind, size: 0, identity: Self.identity(entry.id)))
    }
  }

  private static func identity(_ id: String) -> [UInt64] {
    [UInt64(id.prefix(16), radix: 16) ?? 0, UInt64(id.dropFirst(16).prefix(16), radix: 16) ?? 0]
  }

  /// Whether the name is taken, be it by a link to nothing.
  func isThere(_ path: String) -> Bool {
    guard let files = files(at: path) else { return FileSystem.isThere(path) }
    return switch files.resolve(path, followsLink: false) {
    case .entry: true
    case .outside(let path): FileSystem.isThere(path)
    case .failure: false
    }
  }

  /// Where a link leads, as it says.
  func link(_ path: String) -> FileSystem.Link {
    guard let files = files(at: path) else { return FileSystem.link(path) }
    switch files.resolve(path, followsLink: false) {
    case .entry(let entry) where entry.kind == .link:
      return files.goal(of: entry).map { .text($0) } ?? .other
    case .entry: return .none
    case .outside(let path): return FileSystem.link(path)
    case .failure(let failure): return failure.isMissing ? .none : .unknown(failure)
    }
  }

  /// As ``FileSystem/children(of:followsLink:)`` has it.
  func children(
    of folder: String, followsLink: Bool
  ) -> Result<[FileSystem.Child], FileSystem.Failure> {
    guard let files = files(at: folder) else {
      return FileSystem.children(of: folder, followsLink: followsLink)
    }
    switch files.resolve(folder, followsLink: followsLink) {
    case .outside(let path): return FileSystem.children(of: path, followsLink: followsLink)
    case .failure(let failure): return .failure(failure)
    case .entry(let entry) where entry.kind == .folder:
      return .success(
        files.children(of: entry.id).map { child in
          FileSystem.Child(
            name: child.name, isUTF8: child.isUTF8, isLink: child.kind == .link,
            isFile: child.kind == .file)
        })
    case .entry(let entry): return .failure(entry.kind == .module ? .module : .noFile)
    }
  }

  /// Whether a folder of a commit holds so many others that they are not looked through.
  func holdsTooMuch(_ folder: String) -> Bool { files(at: folder)?.holdsTooMuch(folder) ?? false }

  /// Where a folder is, links followed; nil where none is there.
  func folder(at path: String) -> String? {
    guard let files = files(at: path) else { return FileSystem.real(path) }
    return files.folder(at: path)
  }

  /// As ``FileSystem/read(_:limit:followsLink:)`` has it.
  func read(
    _ path: String, limit: Int, followsLink: Bool = true
  ) -> Result<[UInt8], FileSystem.Failure> {
    guard let files = files(at: path) else {
      return FileSystem.read(path, limit: limit, followsLink: followsLink)
    }
    switch files.resolve(path, followsLink: followsLink) {
    case .outside(let path):
      return FileSystem.read(path, limit: limit, followsLink: followsLink)
    case .failure(let failure): return .failure(failure)
    case .entry(let entry) where entry.kind == .file:
      switch files.blob(entry.id) {
      case .tooLarge: return .failure(.tooLarge(limit))
      case .missing: return .failure(.notAtHand)
      case .bytes(let bytes) where bytes.count > limit: return .failure(.tooLarge(limit))
      case .bytes(let bytes) where bytes.starts(with: Self.pointer): return .failure(.pointer)
      case .bytes(let bytes): return .success(bytes)
      }
    case .entry(let entry): return .failure(entry.kind == .module ? .module : .noFile)
    }
  }

  private static let pointer = Array("version https://git-lfs.github.com/spec/".utf8)

  /// By which version control knows the bytes of a file; nil where the disk has them.
  func id(ofFile path: String) -> String? {
    guard let files = files(at: path),
      case .entry(let entry) = files.resolve(path, followsLink: true), entry.kind == .file
    else { return nil }
    return entry.id
  }
}
