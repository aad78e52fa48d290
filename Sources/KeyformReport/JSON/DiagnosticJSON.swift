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
      json.prepared(Self.lineBreak)
      write(diagnostic, to: &json)
      if json.bytes.count > 65_536 {
        try sink(json.bytes)
        json.bytes.removeAll(keepingCapacity: true)
      }
    }
    json.bytes.append(UInt8(ascii: "\n"))
    json.endArray()
  }

  /// The same as a whole, laid out as the writer does.
  func write(_ diagnostics: [Diagnostic], in json: inout JSONWriter) {
    json.beginArray()
    for diagnostic in diagnostics.sorted(by: Diagnostic.inOrder) { write(diagnostic, to: &json) }
    json.endArray()
  }

  private static let lineBreak = [UInt8(ascii: "\n")]

  private func write(_ diagnostic: Diagnostic, to json: inout JSONWriter) {
    json.beginObject()
    json.key("rule")
    json.value(diagnostic.rule)
    json.key("severity")
    json.value(diagnostic.severity.rawValue)
    json.key("address")
    json.value((diagnostic.address?.description).map(masking.masked))
    json.key("summary")
    json.value(masking.masked(diagnostic.summary))
    json.key("detail")
    json.value(masking.masked(diagnostic.detail))
    write(diagnostic.place, to: &json)
    json.key("related")
    json.beginArray()
    for related in diagnostic.related {
      json.beginObject()
      write(related.place, to: &json)
      json.key("text")
      json.value(masking.masked(related.text))
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private func write(_ place: Place?, to json: inout JSONWriter) {
    json.key("file")
    json.value((place?.file).map(masking.masked))
    json.key("line")
    if let place { json.value(place.line) } else { json.null() }
    json.key("column")
    if let place { json.value(place.column) } else { json.null() }
  }
}
