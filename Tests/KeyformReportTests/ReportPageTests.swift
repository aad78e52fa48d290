import Foundation
import KeyformCore
import KeyformReport
import Testing

/// The page of a report, without a browser.
@Suite struct ReportPageTests {
  let pages: PageSamples

  init() throws { pages = try PageSamples() }

  private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Sources/KeyformReport/Reports/Page")

  private func count(_ needle: String, in page: String) -> Int {
    page.components(separatedBy: needle).count - 1
  }

  @Test("style and script are those of the checkout", arguments: ["page.css", "page.js"])
  func embedded(_ name: String) throws {
    let page = try pages.page(pages.ordinary())
    let source = try String(contentsOf: Self.sources.appendingPathComponent(name), encoding: .utf8)
    #expect(page.contains(">\(source)</"), "run scripts/embed-page")
  }

  @Test func nothingComesFromElsewhere() throws {
    let page = try pages.page(pages.ordinary())
    #expect(page.contains("content=\"default-src 'none'; style-src 'sha256-"))
    for needle in ["http:", "https:", "url(", "@import", "src=", "style=\"", "onclick", "eval("] {
      #expect(!page.contains(needle), "\(needle)")
    }
  }

  /// What comes first is looked for by its place in the file.
  @Test func whatMattersComesFirst() throws {
    let page = try pages.page(pages.ordinary())
    let places = [
      "class=\"verdict bad\"", "id=\"first\"", "id=\"findings\"", "id=\"licences\"",
      "id=\"changes\"",
    ]
    .map { page.range(of: $0)?.lowerBound }
    #expect(!places.contains(nil))
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
    #expect(page.contains("sha256:"))
  }

  @Test func textsStayTexts() throws {
    let page = try pages.page(pages.hostile())
    #expect(count("<script", in: page) == 2)
    #expect(count("</script", in: page) == 2)
    #expect(count("<!--", in: page) == 0)
    #expect(!page.contains("<img"))
    #expect(!page.contains("{{title}}</title>"))
    for scalar in ["\u{202E}", "\u{0}", "\u{1B}", "\u{2028}", "\u{FEFF}"] {
      #expect(!page.unicodeScalars.contains(where: { String($0) == scalar }))
    }
    #expect(page.contains("\\u{202e}desrever"))
  }

  @Test func theFirstStandInTheMarkup() throws {
    let page = try pages.page(pages.large(450))
    #expect(count("<li class=\"change update\">", in: page) == 200)
    #expect(page.contains("The first 200 of 450;"))
    let block = try #require(page.range(of: "id=\"data\">"))
    let rest = page[block.upperBound...]
    let end = try #require(rest.range(of: "</script>"))
    let json = try JSONSerialization.jsonObject(with: Data(rest[..<end.lowerBound].utf8))
    let objects = try #require((json as? [String: Any])?["objects"] as? [[String: Any]])
    #expect(objects.count == 450)
    #expect(Set(objects.compactMap { $0["address"] as? String }).count == 450)
    #expect(objects[449]["sites"] as? [String] == ["vienna"])
  }

  @Test func nothingToTellIsAShortPage() throws {
    let content = ReportContent(try pages.samples.plan([]), pages.samples.masking)
    let page = try pages.page(content)
    #expect(page.contains("<p class=\"sentence\">"))
    #expect(!page.contains("id=\"changes\""))
    #expect(!page.contains("id=\"data\""))
  }

  @Test func tenThousandChangesAreLessThanTenMegabytes() throws {
    #expect(try pages.page(pages.large(10_000)).utf8.count < 10_000_000)
  }

  @Test func ofTenThousandFindingsTheWorstStandThere() throws {
    let diagnostics = (0..<10_000).map { index in
      Diagnostic(
        rule: "CNT001", severity: index == 9_999 ? .error : .warning, summary: "too few",
        detail: "number \(index)",
        place: FileLocation(file: "keys.yaml", line: index + 1, column: 1))
    }
    let plan = try pages.samples.plan([], diagnostics: diagnostics)
    let page = try pages.page(ReportContent(plan, pages.samples.masking))
    #expect(page.contains("number 9999") && page.contains("and 9700 more findings"))
    #expect(page.utf8.count < 1_000_000)
  }
}
