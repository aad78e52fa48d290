internal import KeyformCatalog
internal import KeyformCore

/// JSON Schemas of the files that people write, from the same description as the decoder, so that an
/// editor and `keyform validate` agree.
package enum JSONSchema {
  /// Every file of schemas/ that comes from the format's fields.
  package static let files: [(name: String, json: String)] = [
    ("keyform.schema.json", project()), ("resource.schema.json", resource()),
  ]

  private static func project() -> String {
    document(
      "keyform", "keyform.yaml", "The project file at the root of a Keyform repository.",
      fields(ProjectField.allCases.map(\.spec)))
  }

  private static func resource() -> String {
    let sections =
      ResourceSchema.all.map { section($0.kind.section, $0.description, $0.fields) } + [
        section(
          ResourceSection.waivers.name,
          "Changes that a limit of keyform.yaml does not count, by name.",
          WaiverField.allCases.map(\.spec))
      ]
    return document(
      "resource", "Keyform resources",
      ResourceSection.listed.prefix(1).uppercased() + ResourceSection.listed.dropFirst()
        + ". An empty file is fine.",
      [types(["object", "null"]), closed, ownFields, ("properties", .object(sections))])
  }

  private static func document(
    _ name: String, _ title: String, _ description: String, _ body: [Member]
  ) -> String {
    let head = [
      ("$schema", "https://json-schema.org/draft/2020-12/schema"),
      ("$id", "https://keyform.example/schemas/\(name).schema.json"), ("title", title),
      ("description", description),
    ]
    var writer = RawJSON(style: .indented)
    Node.object(head.map { ($0, .text($1)) } + body).write(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }

  private static func section(
    _ name: String, _ description: String, _ specs: [FieldSpec]
  ) -> Member {
    let members = [("description", .text(description)), types(["object", "null"])]
    return (name, .object(members + names(.entries) + [others(fields(specs))]))
  }

  /// A mapping with fixed fields and any number of `x-…`.
  private static func fields(_ specs: [FieldSpec], isRequired: Bool = true) -> [Member] {
    let required = specs.filter { $0.isRequired && !$0.isLater }.map { Node.text($0.name) }
    return [types(isRequired ? ["object"] : ["object", "null"]), closed, ownFields]
      + (required.isEmpty ? [] : [("required", .array(required))]) + [properties(specs)]
  }

  /// `allowsEmpty` says whether fields that are not required may be written without a value.
  private static func properties(_ specs: [FieldSpec], allowsEmpty: Bool = true) -> Member {
    let members = specs.map { spec -> Member in
      let value =
        spec.isLater
        ? [types(["null"])] : shape(spec.type, isRequired: spec.isRequired || !allowsEmpty)
      return (spec.name, .object([("description", .text(spec.description))] + value))
    }
    return ("properties", .object(members))
  }

  private static let closed: Member = ("additionalProperties", .flag(false))

  private static let ownFields: Member = (
    "patternProperties",
    .object([("^x-", .object([("description", .text("A field of your own: kept, not read."))]))])
  )

  /// An absent value is allowed wherever the field is not required: it counts as not written.
  private static func shape(_ type: FieldType, isRequired: Bool = true) -> [Member] {
    let null = isRequired ? [] : ["null"]
    // YAML readers see 1809 as a number and true as a boolean; the decoder sees text.
    let scalar = ["string", "number", "boolean"] + null
    return switch type {
    case .text: [types(scalar)]
    case .pattern(let pattern): [types(scalar), ("pattern", .text(pattern))]
    case .count(let minimum): [types(["integer"] + null)] + range(minimum)
    case .quantity: [anyOf([types(["integer"] + null)] + range(1), [("const", .text("unlimited"))])]
    case .date: [types(["string"] + null), ("pattern", .text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    case .flag: [types(["boolean"] + null)]
    case .word(let words): [("enum", .array(words.map(Node.text) + (isRequired ? [] : [.null])))]
    case .list(let element, let minimum):
      [types(["array"] + null), ("minItems", .number(minimum)), ("items", .object(shape(element)))]
    case .oneOrList(let element):
      [anyOf(shape(element, isRequired: isRequired), shape(.list(element, minimum: 1)))]
    case .fields(let specs): fields(specs, isRequired: isRequired)
    case .map(let names, let element):
      [types(["object"] + null)] + self.names(names) + [others(shape(element))]
    case .extensible(let specs, let element):
      [types(["object"] + null), properties(specs, allowsEmpty: false), others(shape(element))]
    case .orEmpty(let type): shape(type, isRequired: false)
    case .either(let first, let second): [anyOf(shape(first), shape(second))]
    }
  }

  private static func others(_ members: [Member]) -> Member {
    ("additionalProperties", .object(members))
  }

  private static func anyOf(_ first: [Member], _ second: [Member]) -> Member {
    ("anyOf", .array([.object(first), .object(second)]))
  }

  private static func names(_ names: MapNames) -> [Member] {
    let pattern: String
    switch names {
    case .any: return []
    case .entries: pattern = EntryName.pattern
    case .references: pattern = EntryName.reference
    case .rules: pattern = "^[A-Z]+[0-9]+$"
    case .words(let words):
      let escaped = words.map { $0.split(separator: ".").joined(separator: "[.]") }
      pattern = "^(" + escaped.joined(separator: "|") + ")$"
    }
    return [("propertyNames", .object([("pattern", .text(pattern))]))]
  }

  private static func types(_ names: [String]) -> Member {
    ("type", names.count == 1 ? .text(names[0]) : .array(names.map(Node.text)))
  }

  private static func range(_ minimum: Int) -> [Member] {
    [("minimum", .number(minimum)), ("maximum", .number(FieldCursor.maximumCount))]
  }

  private typealias Member = (String, Node)

  private indirect enum Node {
    case object([Member])
    case array([Node])
    case text(String)
    case number(Int)
    case flag(Bool)
    case null

    func write(to writer: inout RawJSON) {
      switch self {
      case .object(let members):
        writer.beginObject()
        for (name, node) in members {
          writer.key(name)
          node.write(to: &writer)
        }
        writer.endObject()
      case .array(let nodes):
        writer.beginArray()
        for node in nodes { node.write(to: &writer) }
        writer.endArray()
      case .text(let text): writer.value(text)
      case .number(let number): writer.value(number)
      case .flag(let flag): writer.value(flag)
      case .null: writer.null()
      }
    }
  }
}
