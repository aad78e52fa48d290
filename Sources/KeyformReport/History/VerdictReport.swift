package import KeyformCore

/// What checking a journal found, for people and as JSON.
package struct VerdictReport {
  package static let format = "keyform.journal/1"

  private let verdict: JournalVerdict
  private let project: String
  private let masking: Masking

  package init(_ verdict: JournalVerdict, project: String, masking: Masking) {
    self.verdict = verdict
    self.project = project
    self.masking = masking
  }

  package func text(style: TextStyle) -> ReportBytes {
    var buffer = TextBuffer(style, masking)
    let sets = "\(verdict.changeSets) change set\(verdict.changeSets == 1 ? "" : "s")"
    let items = "\(verdict.items) item\(verdict.items == 1 ? "" : "s")"
    buffer.line(
      verdict.isAltered
        ? "The journal was altered: \(sets) and \(items) checked."
        : "The journal is as it was written: \(sets), \(items).", verdict.isAltered ? .bad : .good)
    for flaw in verdict.flaws {
      buffer.paragraph("\(flaw.place): \(flaw.problem)", indent: 2)
    }
    switch verdict.remembered {
    case .notAsked: break
    case .missing:
      buffer.paragraph(
        """
        No change set has the hash that was expected: the end was cut off, the journal was written \
        anew, or the hash is another journal's.
        """, indent: 2)
    case .found(let changeSet, 0):
      buffer.line("The expected hash is that of the last one, \(changeSet).")
    case .found(let changeSet, let since):
      buffer.line("The expected hash is that of change set \(changeSet); \(since) came since.")
    }
    if let end = verdict.end {
      buffer.line("Last: change set \(end.changeSet), hash \(end.hash)")
    }
    return buffer.take()
  }

  package func json() -> ReportBytes {
    var json = JSONWriter(masking: masking, style: .indented)
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    json.key("project")
    json.value(project)
    json.key("altered")
    json.value(verdict.isAltered)
    json.key("changeSets")
    json.value(verdict.changeSets)
    json.key("items")
    json.value(verdict.items)
    json.key("last")
    if let end = verdict.end {
      json.beginObject()
      json.key("id")
      json.value(end.changeSet)
      json.key("hash")
      json.value(end.hash)
      json.endObject()
    } else {
      json.null()
    }
    if let expected {
      json.key("expected")
      json.value(expected)
    }
    json.key("flaws")
    json.beginArray()
    for flaw in verdict.flaws { write(flaw, &json) }
    json.endArray()
    json.endObject()
    return json.takeDocument()
  }

  private var expected: String? {
    switch verdict.remembered {
    case .notAsked: nil
    case .missing: "missing"
    case .found(_, 0): "last"
    case .found: "earlier"
    }
  }

  private func write(_ flaw: JournalFlaw, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("changeSet")
    json.value(flaw.changeSet)
    json.key("item")
    if let ordinal = flaw.ordinal { json.value(ordinal) } else { json.null() }
    json.key("address")
    json.value(flaw.address?.description)
    json.key("problem")
    json.value(flaw.problem)
    json.endObject()
  }
}
