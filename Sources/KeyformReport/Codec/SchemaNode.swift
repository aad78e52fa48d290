internal import KeyformCore

/// A JSON Schema (draft 2020-12) of our output, as far as that needs one.
indirect enum SchemaNode: Sendable {
  case text(String)
  /// Text that matches a regular expression.
  case pattern(String, String)
  case words([String], String)
  case constant(String, String)
  case count(String)
  /// A whole number, which may be below 0.
  case integer(String)
  case flag(String)
  case list(SchemaNode, String)
  case object([Member], String)
  /// Names given by the data, all with values of one form.
  case map(SchemaNode, String)
  case nullable(SchemaNode)
  /// Text, a number or null.
  case scalar(String)
  /// Text, an array of texts or null.
  case fieldValue(String)

  struct Member: Sendable {
    let name: String
    let node: SchemaNode
    let isRequired: Bool

    init(_ name: String, _ node: SchemaNode, required: Bool = true) {
      self.name = name
      self.node = node
      isRequired = required
    }
  }

  /// A whole schema file.
  func document(title: String) -> String {
    var json = RawJSON(style: .indented)
    json.beginObject()
    json.key("$schema")
    json.value("https://json-schema.org/draft/2020-12/schema")
    json.key("title")
    json.value(title)
    writeMembers(to: &json)
    json.endObject()
    return String(decoding: json.bytes, as: UTF8.self) + "\n"
  }

  private func write(to json: inout RawJSON) {
    json.beginObject()
    writeMembers(to: &json)
    json.endObject()
  }

  /// `others` are types that the value may have besides its own.
  private func writeMembers(to json: inout RawJSON, others: [String] = []) {
    func type(_ type: String, _ description: String) {
      Self.write([type] + others, description, to: &json)
    }
    switch self {
    case .text(let description): type("string", description)
    case .flag(let description): type("boolean", description)
    case .pattern(let pattern, let description):
      type("string", description)
      json.key("pattern")
      json.value(pattern)
    case .words(let words, let description):
      type("string", description)
      json.key("enum")
      json.beginArray()
      for word in words { json.value(word) }
      json.endArray()
    case .constant(let word, let description):
      type("string", description)
      json.key("const")
      json.value(word)
    case .count(let description):
      type("integer", description)
      json.key("minimum")
      json.value(0)
    case .integer(let description): type("integer", description)
    case .list(let items, let description):
      type("array", description)
      json.key("items")
      items.write(to: &json)
    case .object(let members, let description):
      type("object", description)
      Self.write(members, to: &json)
    case .map(let values, let description):
      type("object", description)
      json.key("additionalProperties")
      values.write(to: &json)
    case .nullable(let node): node.writeMembers(to: &json, others: ["null"])
    case .scalar(let description):
      Self.write(["string", "number", "null"], description, to: &json)
    case .fieldValue(let description):
      Self.write(["string", "array", "null"], description, to: &json)
      json.key("items")
      json.beginObject()
      json.key("type")
      json.value("string")
      json.endObject()
    }
  }

  private static func write(
    _ types: [String], _ description: String, to json: inout RawJSON
  ) {
    json.key("description")
    json.value(description)
    json.key("type")
    if types.count == 1 {
      json.value(types[0])
      return
    }
    json.beginArray()
    for type in types { json.value(type) }
    json.endArray()
  }

  private static func write(_ members: [Member], to json: inout RawJSON) {
    json.key("properties")
    json.beginObject()
    for member in members {
      json.key(member.name)
      member.node.write(to: &json)
    }
    json.endObject()
    json.key("required")
    json.beginArray()
    for member in members where member.isRequired { json.value(member.name) }
    json.endArray()
    // Members are added freely: an older schema accepts newer output.
  }
}
