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

  package func bytes() -> [UInt8] {
    var json = JSONWriter(style: .indented)
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    json.key("command")
    json.value(command)
    write("files", files, to: &json)
    write("lines", lines, to: &json)
    write("left", left, to: &json)
    json.endObject()
    return json.bytes + [0x0A]
  }

  private func write(_ name: String, _ texts: [String], to json: inout JSONWriter) {
    json.key(name)
    json.beginArray()
    for text in texts { json.value(masking.masked(text)) }
    json.endArray()
  }
}
