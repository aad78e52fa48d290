import Foundation
import Testing

/// Recorded outputs, in `Goldens/` beside the tests. `scripts/goldens` writes them, by running the
/// tests with KEYFORM_GOLDENS=record; without it they are compared only.
enum Golden {
  private static var folder: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens")
  }

  static func check(
    _ bytes: [UInt8], _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["KEYFORM_GOLDENS"] == "record" {
      try Data(bytes).write(to: file)
    }
    let recorded = try Data(contentsOf: file)
    #expect(
      text(bytes) == String(decoding: recorded, as: UTF8.self), sourceLocation: sourceLocation)
  }
}
