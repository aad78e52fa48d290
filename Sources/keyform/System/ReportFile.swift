internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

/// A file that a report is written to: whole or not at all, and never where a repository leads.
enum ReportFile {
  /// The file without links, by which two are told apart. Throws where it could not be written.
  static func check(_ file: String, _ access: FileAccess) throws -> String {
    guard !access.passesLink(file) else {
      throw Failure(
        .couldNotRun, "\(file): a link of the repository stands on the way",
        "None is followed: name a file that no link of the repository leads to with --report.")
    }
    let (folder, name) = parts(of: file)
    guard DiskFile.isFolder(folder) else {
      throw Failure(
        .couldNotRun, "\(file): there is no folder \(folder)", "Make it, or name another file.")
    }
    guard !name.isEmpty, !DiskFile.isFolder(file) else {
      throw Failure(.couldNotRun, "\(file) is a folder", "Name a file in it with --report.")
    }
    return DiskFile.real(file) ?? "\(DiskFile.real(folder) ?? folder)/\(name)"
  }

  private static func parts(of file: String) -> (folder: String, name: String) {
    // By bytes: a character may swallow a slash.
    guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", file) }
    let folder = String(file[..<slash])
    return (folder.isEmpty ? "/" : folder, String(file[file.utf8.index(after: slash)...]))
  }

  static func write(
    _ content: ReportContent, _ format: ReportFormat, _ options: ReportOptions, to file: String
  ) throws {
    let writer = try DiskWriter(file, mode: 0o644)
    try format.write(content, options) { try writer.write($0.bytes) }
    try writer.commit()
  }
}
