import Foundation
import Testing

/// The generated files in the checkout are what the program writes now (`scripts/goldens --rules`).
@Suite("Generated files")
struct GeneratedFilesTests {
  private let workspace: Workspace
  private let files: [String]

  init() throws {
    workspace = try Workspace()
    try workspace.shell("keyform internal-generate .")
    files = try workspace.shell("find . -type f | sed 's|^./||' | LC_ALL=C sort")
      .split(separator: "\n").map(String.init)
  }

  @Test("are up to date")
  func areUpToDate() throws {
    #expect(files.contains("docs/rules.md") && files.contains("schemas/plan.schema.json"))
    for file in files {
      let committed = try? Data(contentsOf: Checkout.root.appendingPathComponent(file))
      let now = try Data(contentsOf: workspace.folder.appendingPathComponent(file))
      #expect(committed == now, "\(file) is out of date: run scripts/goldens --rules")
    }
  }

  @Test("and nothing else lies beside them")
  func areAll() throws {
    let folder = Checkout.root.appendingPathComponent("schemas")
    let there = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let written = Set(files)
    for file in there.map({ "schemas/\($0)" }) {
      #expect(written.contains(file), "nothing writes \(file) any more: delete it")
    }
  }

  @Test("a new repository gets the same schemas")
  func arrivesWithInit() throws {
    let workspace = try Workspace()
    try workspace.shell("keyform init .")
    for name in ["keyform.schema.json", "resource.schema.json"] {
      let written = try workspace.text(of: ".keyform/schemas/\(name)")
      let ours = Checkout.root.appendingPathComponent("schemas/\(name)")
      #expect(try written == String(decoding: Data(contentsOf: ours), as: UTF8.self))
    }
  }
}
