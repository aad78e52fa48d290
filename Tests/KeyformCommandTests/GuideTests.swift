import Foundation
import Testing

/// What the guide shows of a session is what a transcript shows. Above a block stands which line of which one:
/// `<!-- of: pull-requests/story: hub comments 1 -->`.
@Suite("Guide")
struct GuideTests {
  private struct Shown: CustomTestStringConvertible {
    let page: String
    let transcript: String
    let command: String
    let text: String
    var testDescription: String { "\(page): \(command)" }
  }

  private static let shown: [Shown] = {
    let folder = Checkout.root.appendingPathComponent("docs/guide")
    let pages = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return pages.sorted().flatMap { page -> [Shown] in
      let data = (try? Data(contentsOf: folder.appendingPathComponent(page))) ?? Data()
      let text = String(decoding: data, as: UTF8.self)
      return text.matches(of: /<!-- of: ([^:]+): (.+?) -->\n+```[a-z]*\n((?s).*?)```\n/).map {
        Shown(
          page: page, transcript: String($0.1), command: String($0.2), text: String($0.3))
      }
    }
  }()

  @Test("shows what the tests print", arguments: shown)
  private func showsWhatIsPrinted(_ shown: Shown) throws {
    let transcript = try #require(Transcript.all.first { $0.name == shown.transcript })
    let step = try #require(transcript.steps.first { $0.command == shown.command })
    #expect(ExpectedLines.difference(step.output, shown.text) == nil)
  }

  @Test("shows something")
  func showsSomething() { #expect(!Self.shown.isEmpty) }
}
