import Foundation
import KeyformCore
import KeyformReport
import Testing

/// The page of a report in a real browser: `Browser/judge.py` drives it, and says what is wrong.
@Suite(.serialized) struct PageBrowserTests {
  let pages: PageSamples

  init() throws { pages = try PageSamples() }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardized

  /// What `judge.py` says of the page; empty: nothing is wrong.
  private func judged(_ name: String, _ page: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("keyform-page-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("report.html")
    try Data(page.utf8).write(to: file)
    let process = Process()
    process.executableURL = Self.root.appendingPathComponent(".venv/bin/python")
    process.arguments = [
      Self.root.appendingPathComponent("Tests/KeyformReportTests/Browser/judge.py").path, name,
      file.path,
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let said = String(decoding: bytes, as: UTF8.self)
    return process.terminationStatus == 0 || !said.isEmpty ? said : "judge.py failed"
  }

  @Test(
    "no console message, accessible, in both themes and at both widths",
    arguments: ["ordinary", "hostile", "large", "validate"])
  func looks(_ name: String) throws {
    let content =
      switch name {
      case "ordinary": try pages.ordinary()
      case "hostile": try pages.hostile()
      case "large": try pages.large(450)
      default:
        ReportContent(
          project: "contoso", files: 3, pages.samples.diagnostics(), notes: ["A note."],
          pages.samples.masking)
      }
    #expect(try judged("look", pages.page(content)) == "")
  }

  @Test("search and filters by keyboard, kept in the fragment", arguments: [9, 450])
  func filters(_ count: Int) throws {
    let content = count == 9 ? try pages.ordinary() : try pages.large(count)
    #expect(try judged("filter", pages.page(content)) == "")
  }

  @Test("no text is anything but text")
  func inert() throws {
    #expect(try judged("inert", pages.page(pages.hostile())) == "")
  }

  @Test("what is slipped into the page does not run")
  func sealed() throws {
    #expect(try judged("sealed", pages.page(pages.ordinary())) == "")
  }

  @Test("readers without scripts see the first changes, and no filter")
  func plain() throws {
    #expect(try judged("plain", pages.page(pages.large(450))) == "")
  }
}
