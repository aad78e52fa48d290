import Foundation
import KeyformCore

/// The keys that Microsoft publishes, from the tables beside the catalogue's tests.
enum PublishedKeys {
  static let setup = keys(in: "gvlk.csv")
  static let guests = keys(in: "avma.csv")
  static let all = setup + guests

  /// Those of the format that can be checked.
  static let checkable = all.filter { $0.contains("N") }

  /// In the order of the file, each once.
  private static func keys(in file: String) -> [String] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let table = tests.appending(path: "KeyformRepositoryTests/Fixtures/" + file)
    let text = (try? String(contentsOf: table, encoding: .utf8)) ?? ""
    var seen = Set<String>()
    return text.matches(of: /[B-Y2-9]{5}(-[B-Y2-9]{5}){4}/).map { String($0.output.0) }
      .filter { seen.insert($0).inserted }
  }
}

/// Invented values: none holds the letter that every key since Windows 8 has.
enum FakeKeys {
  static let first = "FKFKF-KYKYK-DMDMD-PXPXP-QDMV4"
  static let second = "FKFKF-KYKYK-DMDMD-PXPXP-HXDDD"

  static func material(_ text: String = first) throws -> KeyMaterial {
    guard let material = KeyMaterial(canonical: text) else { throw NoKey() }
    return material
  }

  struct NoKey: Error {}
}
