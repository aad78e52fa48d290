import Foundation
import Testing

/// What stands in the repository is true of it, and is about it alone.
@Suite struct DocumentTests {
  private static let documents = Checkout.files.filter { $0.hasSuffix(".md") }

  @Test func thereAreDocuments() {
    for file in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"] {
      #expect(Self.documents.contains(file))
    }
  }

  @Test func linksLeadSomewhere() throws {
    for document in Self.documents {
      let folder = document.split(separator: "/").dropLast()
      for found in try Checkout.text(document).matches(of: /\]\(([^)\s]+)\)/) {
        let link = String(found.output.1)
        if link.contains("://") || link.hasPrefix("mailto:") { continue }
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0].isEmpty ? document : (folder + [parts[0]]).joined(separator: "/")
        let target = Checkout.root.appending(path: path).standardized.path()
        #expect(FileManager.default.fileExists(atPath: target), "\(document): \(link)")
        if parts.count > 1, path.hasSuffix(".md"), let text = try? Checkout.text(path) {
          #expect(Self.anchors(text).contains(String(parts[1])), "\(document): \(link)")
        }
      }
    }
  }

  /// Headings as links name them.
  private static func anchors(_ text: String) -> Set<String> {
    Set(
      text.matches(of: /(?m)^#+ +(.+)$/).map { heading in
        String(
          heading.output.1.lowercased().replacing(" ", with: "-")
            .filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
      })
  }

  @Test func everyDecisionIsLinked() throws {
    let decisions = Checkout.files.filter { $0.contains(/^docs\/decisions\/\d{4}-.*\.md$/) }
    #expect(decisions.count > 5)
    var numbers: [Substring] = []
    for decision in decisions {
      guard let name = decision.split(separator: "/").last else { continue }
      numbers.append(name.prefix(4))
      let isLinked = try Checkout.files.contains { file in
        guard file != decision, file.hasSuffix(".md") || file.hasSuffix(".swift") else {
          return false
        }
        return try Checkout.text(file).contains(name)
      }
      #expect(isLinked, "nothing links \(decision)")
    }
    #expect(Set(numbers).count == numbers.count, "two decisions have one number")
  }

  /// Decisions that sources name exist.
  @Test func sourcesNameDocumentsThatExist() throws {
    for file in Checkout.swiftFiles(below: "Sources", "Tests") + ["Package.swift"] {
      for found in try Checkout.text(file).matches(of: /docs\/[\w\/.-]+\.md/) {
        #expect(Checkout.files.contains(String(found.output)), "\(file): \(found.output)")
      }
    }
  }

  @Test func theChangelogHasAPlaceForWhatIsNew() throws {
    let headings = try Checkout.lines("CHANGELOG.md").filter { $0.hasPrefix("## ") }
    #expect(headings.first == "## Unreleased")
  }

  /// No path of a machine, no name of a tool that its makers used.
  @Test func nothingTellsWhereItWasMade() throws {
    let refused = try Regex(
      [
        "/" + "work/", "/" + "tmp/kf", "/" + "root/", "/" + "home/\\w", "/Users" + "/\\w",
        "(?i)\\b(c" + "laude|a" + "nthropic|c" + "opilot|c" + "hatgpt|o" + "penai|l" + "lm)\\b",
        "shared/" + "(design|domain)",
      ].joined(separator: "|"))
    for file in Checkout.files {
      for (number, line) in try Checkout.lines(file).enumerated() where line.contains(refused) {
        Issue.record("\(file):\(number + 1): \(line)")
      }
    }
  }
}
