import Foundation

/// Where the tests find the program and the scripts of `bin`.
enum Checkout {
  static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let root = tests.deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of the program that was built with this test bundle.
  static let products: URL = {
    let debug = root.appendingPathComponent(".build/debug")
    let arguments = CommandLine.arguments.map { URL(fileURLWithPath: $0) }
    let beside = arguments.map { $0.deletingLastPathComponent() }
    return (beside + [debug]).first {
      FileManager.default.isExecutableFile(atPath: $0.appendingPathComponent("keyform").path)
    } ?? debug
  }()

  static let path = [
    products.path, tests.appendingPathComponent("bin").path, "/usr/local/bin", "/usr/bin", "/bin",
    "/usr/sbin", "/sbin",
  ].joined(separator: ":")
}
