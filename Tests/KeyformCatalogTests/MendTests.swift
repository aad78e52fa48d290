import Foundation
import KeyformCatalog
import KeyformCore
import Testing

/// `keyform validate --fix` changes what it names, and running it again changes nothing more.
@Suite struct MendTests {
  private static let endings = [("", "\n"), ("", "\r\n"), ("\u{FEFF}", "\n"), ("\u{FEFF}", "\r\n")]

  private func mended(_ text: String, _ scope: MendScope) throws -> (text: String, [Mend]) {
    let repository = try TemporaryRepository(["a.yaml": text])
    let files = repository.load().mended(scope, include: [[]])
    guard let file = files.first else { return (text, []) }
    #expect(files.count == 1)
    #expect(file.path == "a.yaml" && file.before == Array(text.utf8))
    try repository.write("a.yaml", bytes: file.after)
    #expect(repository.load().mended(scope, include: [[]]).isEmpty, "a second run changes more")
    return (String(decoding: file.after, as: UTF8.self), file.mends)
  }

  @Test(arguments: MendSamples.keys + MendSamples.values + MendSamples.names)
  func spellings(_ sample: MendSamples.Sample) throws {
    for (lead, ending) in Self.endings {
      func written(_ text: String) -> String { lead + text.replacing("\n", with: ending) }
      let (text, mends) = try mended(written(sample.before), .spellings)
      #expect(text == written(sample.after))
      #expect(mends.isEmpty == (sample.before == sample.after))
      #expect(!mends.contains { $0.isFieldName })
    }
  }

  @Test(arguments: MendSamples.fieldNames)
  func fieldNames(_ sample: MendSamples.Sample) throws {
    #expect(try mended(sample.before, .fieldNames).text == sample.after)
  }

  @Test(arguments: MendSamples.refused)
  func otherFilesAreLeftAlone(_ text: String) throws {
    #expect(try mended(text, .fieldNames).text == text)
  }

  @Test func placesAreThoseOfFindings() throws {
    let repository = try TemporaryRepository([
      "a.yaml": "keys:\n  a: {kind: GVLK, products: [Windows 11 Pro], quantitiy: 5}\n",
      "b.yaml":
        "deployments:\n  d: {os: windows-11/pro, release: 25H2, architecture: [amd64, i386]}\n",
    ])
    let loaded = repository.load()
    let cures = loaded.mends(curing: loaded.diagnostics)
    #expect(
      cures.map { "\($0.diagnostic.rule) \($0.mend.field) \($0.mend.place)" } == [
        "SCH005 kind \(Place(file: "a.yaml", line: 2, column: 13))",
        "SCH002 quantity \(Place(file: "a.yaml", line: 2, column: 47))",
      ])
    // A rule's finding points at the list.
    let finding = Diagnostic(
      rule: "ARCH006", severity: .error, summary: "", detail: "",
      place: Place(file: "b.yaml", line: 2, column: 56), isForm: true)
    #expect(loaded.mends(curing: [finding]).map(\.mend.to) == ["x86"])
    let other = Diagnostic(
      rule: "KEY004", severity: .error, summary: "", detail: "", place: finding.place)
    #expect(loaded.mends(curing: [other]).isEmpty)
  }

  @Test func onlyFilesOfTheSetsAreMended() throws {
    let text = "keys: {a: {kind: GVLK}}\n"
    let repository = try TemporaryRepository(
      ["lab/a.yaml": text, "prod/a.yaml": text, "catalog/a.yaml": "products: {}\n"],
      project: "keyform: 1\nproject: test\nrules: {LC002: OFF}\n")
    func paths(_ include: [[String]]) -> [String] {
      repository.load().mended(.spellings, include: include).map(\.path)
    }
    #expect(paths([["lab/"]]) == ["lab/a.yaml", "keyform.yaml"])
    #expect(paths([["lab"], ["prod/a.yaml"]]) == ["lab/a.yaml", "prod/a.yaml", "keyform.yaml"])
    #expect(paths([[]]).count == 3)
  }

  /// The replacements are what makes the new file of the old one.
  @Test func replacementsMakeTheFile() throws {
    for sample in MendSamples.values + MendSamples.names {
      let repository = try TemporaryRepository(["a.yaml": sample.before])
      for file in repository.load().mended(.spellings, include: [[]]) {
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
