import Foundation
import KeyformCore
import KeyformSQLite
import KeyformTestSupport

/// A database of its own for one run, removed with everything in it at the end.
final class FixtureTarget {
  enum Engine: String, CaseIterable, Sendable {
    case sqlite, postgres
  }

  let target: any DeploymentTarget
  private let schema: TemporarySchema?
  private let folder: URL?

  init(_ engine: Engine) throws {
    switch engine {
    case .sqlite:
      let folder = FileManager.default.temporaryDirectory
        .appending(path: "keyform-plan-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
      self.folder = folder
      schema = nil
      target = SQLiteTarget.open(
        path: folder.appending(path: "keyform.sqlite").path(), name: "lab", url: "sqlite:lab",
        lockTimeout: 5)
    case .postgres:
      let schema = try TemporarySchema()
      self.schema = schema
      folder = nil
      target = try schema.target()
    }
  }

  deinit { if let folder { try? FileManager.default.removeItem(at: folder) } }
}
