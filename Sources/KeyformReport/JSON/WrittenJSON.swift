package import KeyformCore

/// What a command that writes files did, as `keyform.written/1`.
package struct WrittenJSON {
  static let format = "keyform.written/1"

  private let command: String
  private let files: [String]
  private let lines: [String]
  private let left: [String]
  private let masking: Masking

  /// `files` are the paths that were written, as the user would name them; `lines` say what was
  /// done, and `left` what is left to people.
  package init(
    _ command: String, files: [String], lines: [String], left: [String] = [], masking: Masking
  ) {
    self.command = command
    self.files = files
    self.lines = lines
    self.left = left
    self.masking = masking
  }

  package func bytes() -> ReportBytes {
    var json = JSONWriter(masking: masking, style: .indented)
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    json.key("command")
    json.value(command)
    write("files", files, to: &json)
    write("lines", lines, to: &json)
    write("left", left, to: &json)
    json.endObject()
    return json.takeDocument()
  }

  private func write(_ name: StaticString, _ texts: [String], to json: inout JSONWriter) {
    json.key(name)
    json.list(texts)
  }
}
