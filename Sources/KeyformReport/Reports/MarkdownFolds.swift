internal import KeyformCore

// Findings, and what stands in folds.
extension MarkdownReport {
  /// Those of one cause; what was fixed, and advice, is folded.
  func findings(_ cause: FindingCause?, _ title: String?) -> MarkdownListing {
    let groups = content.findings.filter { $0.cause == cause }
    let found = MarkdownFindings(groups.flatMap(\.diagnostics), masking)
    let isFolded = cause == .fixed
    return MarkdownListing(
      "findings", found.listed.count, weight: 25, isFolded: isFolded,
      head: isFolded ? fold("Fixed: \(counted(found.listed.count, "finding"))") : heading(title),
      tail: isFolded ? endOfFold : .joined([])
    ) { index in line { found.add(index, to: &$0) } }
  }

  var thereBefore: MarkdownListing {
    let known = content.findings.filter { $0.cause == .thereBefore }.flatMap(\.diagnostics)
    return MarkdownListing("notes", known.isEmpty ? 0 : 1, weight: 2, head: heading(nil)) { _ in
      line { $0.add("There before: \(DiagnosticCount(known).text)") }
    }
  }

  var advice: MarkdownListing {
    let infos = MarkdownFindings(content.counting, masking)
    return MarkdownListing(
      "pieces of advice", infos.count, weight: 1, isFolded: true,
      head: fold("Advice: \(counted(infos.total, "info"))"), tail: endOfFold
    ) { index in line { infos.addAdvice(index, to: &$0) } }
  }

  /// Policies of which the text is another.
  var policies: [MarkdownListing] {
    content.guards.compactMap { change in
      guard let difference = change.difference else { return nil }
      return MarkdownListing(
        "texts of policies",
        block: block { buffer in
          buffer.breakLine()
          buffer.line("<details><summary>Text of a policy</summary>")
          buffer.breakLine()
          buffer.add(MarkdownText.code(change.what, masking))
          buffer.breakLine()
          buffer.breakLine()
          var lines = difference.lines.map { $0.sign.mark + $0.text }
          if difference.leftOut > 0 {
            lines.append("… and \(counted(difference.leftOut, "line")) more")
          }
          MarkdownText.addBlock(lines, to: &buffer)
          buffer.breakLine()
          buffer.line("</details>")
        }, isFolded: true)
    }
  }

  /// What is none of this branch's, a line each.
  func waiting(of part: ReportPart) -> MarkdownListing {
    let objects = part.objects
    let first = objects.count - objects.waiting
    return MarkdownListing(
      "changes", objects.waiting, weight: 1, isFolded: true,
      head: fold(
        "Waiting for an apply, as the base of this branch wants the same: \(objects.waiting)"),
      tail: endOfFold
    ) { index in line { MarkdownObject(objects[first + index], masking).add(to: &$0) } }
  }

  func details(of part: ReportPart) -> MarkdownListing {
    let objects = part.objects
    let count = objects.count - objects.waiting
    let of = count == 1 ? "1 entry" : "\(count) entries"
    return MarkdownListing(
      "details", count, weight: 1, isFolded: true,
      head: fold("Fields of \(of)"), tail: endOfFold
    ) { index in block { MarkdownObject(objects[index], masking).addFields(to: &$0) } }
  }

  var patch: MarkdownListing? {
    guard let patch = content.patch, !patch.isEmpty else { return nil }
    let lines = patch.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return MarkdownListing(
      "patch",
      block: block { buffer in
        buffer.breakLine()
        buffer.line("<details><summary>What fixing would change</summary>")
        buffer.breakLine()
        MarkdownText.addBlock(lines.last == "" ? lines.dropLast() : lines, to: &buffer)
        buffer.breakLine()
        buffer.line("</details>")
      }, isFolded: true)
  }

  private func fold(_ summary: String) -> ReportBytes {
    block { buffer in
      buffer.breakLine()
      // Our own words and counts alone: nothing is escaped there.
      buffer.line("<details><summary>\(summary)</summary>")
      buffer.breakLine()
    }
  }

  private var endOfFold: ReportBytes {
    block { buffer in
      buffer.breakLine()
      buffer.line("</details>")
    }
  }
}
