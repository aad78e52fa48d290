internal import KeyformCore

/// Writes diagnostics as JSON, the same in every format.
struct DiagnosticJSON {
  let masking: Masking

  /// The value of `"diagnostics"`: in the order of reports, one a line.
  func write(
    _ diagnostics: [Diagnostic], in json: inout JSONWriter, flushingTo sink: ReportSink
  ) throws {
    json.beginArray()
    for diagnostic in diagnostics.sorted(by: Diagnostic.inOrder) {
      json.beginLine()
      write(diagnostic, to: &json)
      try json.flush(to: sink)
    }
    json.endLine()
    json.endArray()
  }

  /// The same as a whole, laid out as the writer does.
  func write(_ diagnostics: [Diagnostic], in json: inout JSONWriter) {
    json.beginArray()
    for diagnostic in diagnostics.sorted(by: Diagnostic.inOrder) { write(diagnostic, to: &json) }
    json.endArray()
  }

  private func write(_ diagnostic: Diagnostic, to json: inout JSONWriter) {
    json.beginObject()
    json.key("rule")
    json.value(diagnostic.rule)
    json.key("severity")
    json.value(diagnostic.severity.rawValue)
    json.key("address")
    json.value(diagnostic.address?.description)
    json.key("summary")
    json.value(diagnostic.summary)
    json.key("detail")
    json.value(diagnostic.detail)
    write(diagnostic.place, to: &json)
    json.key("related")
    json.beginArray()
    for related in diagnostic.related {
      json.beginObject()
      write(related.place, to: &json)
      json.key("text")
      json.value(related.text)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private func write(_ place: Place?, to json: inout JSONWriter) {
    json.key("file")
    json.value(place?.file)
    json.key("line")
    if let place { json.value(place.line) } else { json.null() }
    json.key("column")
    if let place { json.value(place.column) } else { json.null() }
  }
}
