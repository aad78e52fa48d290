import Foundation
import KeyformCore
import KeyformRepository
import Testing

/// `keyform validate --fix` changes what it names, and running it again changes nothing more.
@Suite struct FixTests {
  private static let endings = [("", "\n"), ("", "\r\n"), ("\u{FEFF}", "\n"), ("\u{FEFF}", "\r\n")]

  private func fixed(_ text: String, _ scope: FixScope) throws -> (text: String, [Fix]) {
    let repository = try TemporaryRepository(["a.yaml": text])
    let files = repository.load().fixed(scope, include: [[]])
    guard let file = files.first else { return (text, []) }
    #expect(files.count == 1)
    #expect(file.path == "a.yaml" && file.before == Array(text.utf8))
    try repository.write("a.yaml", bytes: file.after)
    #expect(repository.load().fixed(scope, include: [[]]).isEmpty, "a second run changes more")
    return (String(decoding: file.after, as: UTF8.self), file.fixes)
  }

  @Test(arguments: FixSamples.keys + FixSamples.values + FixSamples.names)
  func spellings(_ sample: FixSamples.Sample) throws {
    for (lead, ending) in Self.endings {
      func written(_ text: String) -> String { lead + text.replacing("\n", with: ending) }
      let (text, fixes) = try fixed(written(sample.before), .spellings)
      #expect(text == written(sample.after))
      #expect(fixes.isEmpty == (sample.before == sample.after))
      #expect(!fixes.contains { $0.state == .onRequest })
    }
  }

  @Test(arguments: FixSamples.fieldNames)
  func fieldNames(_ sample: FixSamples.Sample) throws {
    #expect(try fixed(sample.before, .fieldNames).text == sample.after)
  }

  @Test(arguments: FixSamples.refused)
  func otherFilesAreLeftAlone(_ text: String) throws {
    #expect(try fixed(text, .fieldNames).text == text)
  }

  @Test func placesAreThoseOfFindings() throws {
    let repository = try TemporaryRepository([
      "a.yaml": "keys:\n  a: {kind: GVLK, products: [Windows 11 Pro], quantitiy: 5}\n",
      "b.yaml":
        "deployments:\n  d: {os: windows-11/pro, release: 25H2, architecture: [amd64, i386]}\n",
    ])
    let loaded = repository.load()
    let cures = loaded.fixes(curing: loaded.diagnostics)
    #expect(
      cures.map { "\($0.diagnostic.rule) \($0.fix.field) \($0.fix.place)" } == [
        "SCH005 kind \(FileLocation(file: "a.yaml", line: 2, column: 13))",
        "SCH002 quantity \(FileLocation(file: "a.yaml", line: 2, column: 47))",
      ])
    // A rule's finding points at the list.
    let finding = Diagnostic(
      rule: "ARCH006", severity: .error, summary: "", detail: "",
      place: FileLocation(file: "b.yaml", line: 2, column: 56), isStructural: true)
    #expect(loaded.fixes(curing: [finding]).map(\.fix.to) == ["x86"])
    let other = Diagnostic(
      rule: "KEY004", severity: .error, summary: "", detail: "", place: finding.place)
    #expect(loaded.fixes(curing: [other]).isEmpty)
  }

  @Test func onlyFilesOfTheSetsAreMended() throws {
    let text = "keys: {a: {kind: GVLK}}\n"
    let repository = try TemporaryRepository(
      ["lab/a.yaml": text, "prod/a.yaml": text, "catalog/a.yaml": "products: {}\n"],
      project: "keyform: 1\nproject: test\nrules: {LC002: OFF}\n")
    func paths(_ include: [[String]]) -> [String] {
      repository.load().fixed(.spellings, include: include).map(\.path)
    }
    #expect(paths([["lab/"]]) == ["lab/a.yaml", "keyform.yaml"])
    #expect(paths([["lab"], ["prod/a.yaml"]]) == ["lab/a.yaml", "prod/a.yaml", "keyform.yaml"])
    #expect(paths([[]]).count == 3)
  }

  /// The replacements are what makes the new file of the old one.
  @Test func replacementsMakeTheFile() throws {
    for sample in FixSamples.values + FixSamples.names {
      let repository = try TemporaryRepository(["a.yaml": sample.before])
      for file in repository.load().fixed(.spellings, include: [[]]) {
        var bytes: [UInt8] = []
        var end = 0
        for (range, new) in file.replacements {
          bytes += file.before[end..<range.lowerBound] + new
          end = range.upperBound
        }
        #expect(bytes + file.before[end...] == file.after)
      }
    }
  }
}
