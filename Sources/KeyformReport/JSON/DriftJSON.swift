package import KeyformCore

/// Drift as JSON, for other programs. No plan: it can never be applied.
package struct DriftJSON {
  /// The name and version of the format.
  package static let format = "keyform.drift/1"

  private let masking: Masking

  package init(masking: Masking) { self.masking = masking }

  package func write(_ report: DriftReport, to sink: ReportSink) throws {
    var json = JSONWriter(masking: masking)
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    json.member("project")
    json.value(report.project)
    json.member("target")
    json.beginObject()
    json.key("name")
    json.value(report.target.name)
    json.key("url")
    json.value(report.target.url)
    json.endObject()
    json.member("tool")
    json.value(report.toolVersion)
    if report.isPreview {
      json.member("preview")
      json.value(true)
    }
    json.member("drifted")
    json.beginArray()
    for entry in report.drifted {
      json.beginLine()
      write(entry, to: &json)
      try json.flush(to: sink)
    }
    json.endArray()
    json.member("pending")
    json.beginArray()
    for address in report.pending { json.value(address.description) }
    json.endArray()
    if !report.writtenAgain.isEmpty {
      json.member("takenBack")
      MemoryJSON.write(report.writtenAgain, to: &json)
    }
    json.endObject()
    try sink(json.takeDocument())
  }

  private func write(_ entry: DriftReport.Entry, to json: inout JSONWriter) {
    let item = entry.item
    json.beginObject()
    json.key("address")
    json.value(item.address.description)
    json.key("presence")
    json.value(item.presence.rawValue)
    json.key("changed")
    json.value(item.cause.rawValue)
    json.key("source")
    if let line = entry.line { write(line, to: &json) } else { json.null() }
    json.key("fields")
    json.beginArray()
    for (index, field) in item.fields.enumerated() {
      json.beginObject()
      json.key("name")
      json.value(field.name)
      json.key("file")
      json.value(field.file)
      json.key("target")
      json.value(field.target)
      json.key("applied")
      json.value(field.applied)
      json.key("changed")
      json.value(field.cause.rawValue)
      json.key("source")
      if entry.fieldLines.indices.contains(index) {
        write(entry.fieldLines[index], to: &json)
      } else {
        json.null()
      }
      json.endObject()
    }
    json.endArray()
    json.key("lastWriter")
    write(entry.writer, to: &json)
    json.endObject()
  }

  private func write(_ line: WrittenLine, to json: inout JSONWriter) {
    json.beginObject()
    json.key("file")
    json.value(line.place.file)
    json.key("line")
    json.value(line.place.line)
    switch line.origin {
    case .unknown: break
    case .notCommitted:
      json.key("commit")
      json.null()
    case .olderThanClone:
      json.key("commit")
      json.null()
      json.key("shallow")
      json.value(true)
    case .commit(let commit):
      json.key("commit")
      json.beginObject()
      json.key("id")
      json.value(commit.id)
      json.key("author")
      json.value(commit.author)
      json.key("date")
      json.value(commit.date)
      json.key("subject")
      json.value(commit.subject)
      json.endObject()
    }
    json.endObject()
  }

  private func write(_ writer: LastWriter?, to json: inout JSONWriter) {
    guard let writer else { return json.null() }
    json.beginObject()
    json.key("changeSet")
    json.value(writer.changeSet)
    json.members(of: writer)
    json.endObject()
  }
}

extension JSONWriter {
  /// When a change set was written, and by whom.
  mutating func members(of writer: LastWriter) {
    key("appliedAt")
    value(writer.appliedAt)
    key("operator")
    value(writer.operatorName)
    key("databaseRole")
    value(writer.databaseRole)
  }
}
