internal import KeyformCore

extension MarkdownReport {
  /// The sentence first, then what is not as reviewed, a row and a line for each of its fields.
  func comparison(_ comparison: ReportComparison) -> MarkdownListing {
    let lines = comparison.items.count + comparison.notes.count + 1
    return MarkdownListing(
      "lines on what was reviewed", lines, weight: 20,
      head: heading("Held against what was reviewed")
    ) { index in
      if index == 0 { return line { $0.add("- \(comparison.sentence)") } }
      guard index <= comparison.items.count else {
        let note = comparison.notes[index - comparison.items.count - 1]
        return line { buffer in
          buffer.add(words: "- ")
          buffer.add(MarkdownText.prose(note, masking))
        }
      }
      let item = comparison.items[index - 1]
      return block { buffer in
        buffer.add("- **\(item.change.action.rawValue)** ")
        buffer.add(MarkdownText.code(item.change.address.description, masking))
        buffer.add(" \(item.note)")
        buffer.breakLine()
        for detail in item.details {
          buffer.add("  - \(detail.note)")
          buffer.add(MarkdownText.code(detail.text, masking, most: 1_000))
          buffer.breakLine()
        }
      }
    }
  }
}
