package import KeyformCore

/// A whole output document: its members, its name and version, and its schema in `schemas/`.
package struct JSONDocument<Value>: Sendable {
  package enum Layout: Sendable {
    /// For people who read programs' output: two blanks a level.
    case indented
    /// No white space.
    case compact
    /// Compact, with a line for each member.
    case lines
  }

  private let codec: Codec<Value>
  private let layout: Layout
  private let name: String
  private let title: String

  /// `name` is that of the format, `keyform.NAME/1`.
  init<each Part>(
    _ name: String, _ layout: Layout, title: String, _ description: String,
    _ member: repeat Member<Value, each Part>
  ) {
    self.layout = layout
    self.name = name
    self.title = title
    let format = Member<Value, Void>.format("keyform.\(name)/1")
    codec = .object(description, onLines: layout == .lines, format, repeat each member)
  }

  /// The name in `schemas/`, and what stands there.
  package var schema: (file: String, json: String) {
    ("\(name).schema.json", codec.schema.document(title: title))
  }

  package func write(_ value: Value, _ masking: Masking, to sink: ReportSink) throws {
    var json = JSONWriter(masking: masking, style: layout == .indented ? .indented : .compact)
    try codec.write(value, &json, sink)
    try sink(json.takeDocument())
  }
}
