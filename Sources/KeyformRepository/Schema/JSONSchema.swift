internal import KeyformCatalog
internal import KeyformCore

/// JSON Schemas of the files that people write, from the same table as the decoder, so that an
/// editor and `keyform validate` agree.
package enum JSONSchema {
  /// Every file of schemas/ that comes from the format's table.
  package static let files: [(name: String, json: String)] = [
    ("keyform.schema.json", project()), ("resource.schema.json", resource()),
  ]

  private static func project() -> String {
    document(
      "https://keyform.example/schemas/keyform.schema.json", "keyform.yaml",
      "The project file at the root of a Keyform repository."
    ) { writer in
      fields(ProjectField.allCases.map(\.spec), &writer)
    }
  }

  private static func resource() -> String {
    document(
      "https://keyform.example/schemas/resource.schema.json", "Keyform resources",
      "Keys, deployments, bindings, hosts, directories and waivers. An empty file is fine."
    ) { writer in
      types(["object", "null"], &writer)
      writer.key("additionalProperties")
      writer.value(false)
      ownFields(&writer)
      writer.key("properties")
      writer.beginObject()
      for schema in ResourceSchema.all {
        writer.key(schema.kind.section)
        writer.beginObject()
        writer.key("description")
        writer.value(schema.description)
        types(["object", "null"], &writer)
        names(.entries, &writer)
        writer.key("additionalProperties")
        writer.beginObject()
        fields(schema.fields, &writer)
        writer.endObject()
        writer.endObject()
      }
      writer.key(ResourceSection.waivers.name)
      writer.beginObject()
      writer.key("description")
      writer.value("Changes that a limit of keyform.yaml does not count, by name.")
      types(["object", "null"], &writer)
      names(.entries, &writer)
      writer.key("additionalProperties")
      writer.beginObject()
      fields(WaiverField.allCases.map(\.spec), &writer)
      writer.endObject()
      writer.endObject()
      writer.endObject()
    }
  }

  private static func document(
    _ id: String, _ title: String, _ description: String, _ body: (inout RawJSON) -> Void
  ) -> String {
    var writer = RawJSON(style: .indented)
    writer.beginObject()
    for (key, text) in [
      ("$schema", "https://json-schema.org/draft/2020-12/schema"), ("$id", id), ("title", title),
      ("description", description),
    ] {
      writer.key(key)
      writer.value(text)
    }
    body(&writer)
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }

  /// A mapping with fixed fields and any number of `x-…`.
  private static func fields(
    _ specs: [FieldSpec], _ writer: inout RawJSON, isRequired: Bool = true
  ) {
    types(isRequired ? ["object"] : ["object", "null"], &writer)
    writer.key("additionalProperties")
    writer.value(false)
    ownFields(&writer)
    let required = specs.filter { $0.isRequired && !$0.isLater }.map(\.name)
    if !required.isEmpty {
      writer.key("required")
      writer.beginArray()
      for name in required { writer.value(name) }
      writer.endArray()
    }
    properties(specs, &writer)
  }

  /// `allowsEmpty` says whether fields that are not required may be written without a value.
  private static func properties(
    _ specs: [FieldSpec], allowsEmpty: Bool = true, _ writer: inout RawJSON
  ) {
    writer.key("properties")
    writer.beginObject()
    for spec in specs {
      writer.key(spec.name)
      writer.beginObject()
      writer.key("description")
      writer.value(spec.description)
      if spec.isLater {
        types(["null"], &writer)
      } else {
        shape(spec.type, isRequired: spec.isRequired || !allowsEmpty, &writer)
      }
      writer.endObject()
    }
    writer.endObject()
  }

  private static func ownFields(_ writer: inout RawJSON) {
    writer.key("patternProperties")
    writer.beginObject()
    writer.key("^x-")
    writer.beginObject()
    writer.key("description")
    writer.value("A field of your own: kept, not read.")
    writer.endObject()
    writer.endObject()
  }

  /// An absent value is allowed wherever the field is not required: it counts as not written.
  private static func shape(_ type: FieldType, isRequired: Bool, _ writer: inout RawJSON) {
    let null = isRequired ? [] : ["null"]
    switch type {
    case .text:
      // YAML readers see 1809 as a number and true as a boolean; the decoder sees text.
      types(["string", "number", "boolean"] + null, &writer)
    case .pattern(let pattern):
      types(["string", "number", "boolean"] + null, &writer)
      writer.key("pattern")
      writer.value(pattern)
    case .count(let minimum):
      types(["integer"] + null, &writer)
      range(minimum, &writer)
    case .quantity:
      anyOf(&writer) { writer in
        writer.beginObject()
        types(["integer"] + null, &writer)
        range(1, &writer)
        writer.endObject()
        writer.beginObject()
        writer.key("const")
        writer.value("unlimited")
        writer.endObject()
      }
    case .date:
      types(["string"] + null, &writer)
      writer.key("pattern")
      writer.value("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    case .flag: types(["boolean"] + null, &writer)
    case .word(let words):
      writer.key("enum")
      writer.beginArray()
      for word in words { writer.value(word) }
      if !isRequired { writer.null() }
      writer.endArray()
    case .list(let element, let minimum):
      types(["array"] + null, &writer)
      writer.key("minItems")
      writer.value(minimum)
      items(element, &writer)
    case .oneOrList(let element):
      anyOf(&writer) { writer in
        writer.beginObject()
        shape(element, isRequired: isRequired, &writer)
        writer.endObject()
        writer.beginObject()
        shape(.list(element, minimum: 1), isRequired: true, &writer)
        writer.endObject()
      }
    case .fields(let specs): fields(specs, &writer, isRequired: isRequired)
    case .map(let names, let element):
      types(["object"] + null, &writer)
      self.names(names, &writer)
      writer.key("additionalProperties")
      writer.beginObject()
      shape(element, isRequired: true, &writer)
      writer.endObject()
    case .extensible(let specs, let others):
      types(["object"] + null, &writer)
      properties(specs, allowsEmpty: false, &writer)
      writer.key("additionalProperties")
      writer.beginObject()
      shape(others, isRequired: true, &writer)
      writer.endObject()
    case .orEmpty(let type): shape(type, isRequired: false, &writer)
    case .either(let first, let second):
      anyOf(&writer) { writer in
        for type in [first, second] {
          writer.beginObject()
          shape(type, isRequired: true, &writer)
          writer.endObject()
        }
      }
    }
  }

  private static func anyOf(_ writer: inout RawJSON, _ body: (inout RawJSON) -> Void) {
    writer.key("anyOf")
    writer.beginArray()
    body(&writer)
    writer.endArray()
  }

  private static func items(_ element: FieldType, _ writer: inout RawJSON) {
    writer.key("items")
    writer.beginObject()
    shape(element, isRequired: true, &writer)
    writer.endObject()
  }

  private static func names(_ names: MapNames, _ writer: inout RawJSON) {
    let pattern: String
    switch names {
    case .any: return
    case .entries: pattern = EntryName.pattern
    case .references: pattern = EntryName.reference
    case .rules: pattern = "^[A-Z]+[0-9]+$"
    case .words(let words):
      let escaped = words.map { $0.split(separator: ".").joined(separator: "[.]") }
      pattern = "^(" + escaped.joined(separator: "|") + ")$"
    }
    writer.key("propertyNames")
    writer.beginObject()
    writer.key("pattern")
    writer.value(pattern)
    writer.endObject()
  }

  private static func types(_ names: [String], _ writer: inout RawJSON) {
    writer.key("type")
    if names.count == 1 {
      writer.value(names[0])
      return
    }
    writer.beginArray()
    for name in names { writer.value(name) }
    writer.endArray()
  }

  private static func range(_ minimum: Int, _ writer: inout RawJSON) {
    writer.key("minimum")
    writer.value(minimum)
    writer.key("maximum")
    writer.value(FieldCursor.maximumCount)
  }
}
