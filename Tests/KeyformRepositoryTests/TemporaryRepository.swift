import Foundation
import KeyformCore
import KeyformRepository

/// A repository made for one test and removed with it.
final class TemporaryRepository {
  let folder: URL

  init(_ files: [String: String] = [:], project: String = "keyform: 1\nproject: test\n") throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "keyform-\(UUID().uuidString)")
    try write("keyform.yaml", project)
    for (path, text) in files { try write(path, text) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ path: String, _ text: String) throws { try write(path, bytes: Array(text.utf8)) }

  func write(_ path: String, bytes: [UInt8]) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func link(_ path: String, to destination: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.appending(path: path).path(), withDestinationPath: destination)
  }

  func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(
      at: folder.appending(path: path), withIntermediateDirectories: true)
  }

  func load() -> LoadedRepository { RepositoryLoader.of(folder.path()).load() }

  func inventory() -> Inventory {
    load().assemble(secrets: .open(Reading.environment)).state.inventory
  }

  /// `ID file:line:column`, sorted.
  func found() -> [String] { Reading.shown(Reading.diagnostics(of: load())) }
}
