package import KeyformCore

/// What a target holds for one owner, as `keyform.inventory/1`.
package struct InventoryJSON {
  static let format = "keyform.inventory/1"

  private let masking: Masking

  package init(masking: Masking) { self.masking = masking }

  /// `project` is the owner of the rows; empty: nobody. `snippet` gives the YAML of an entry.
  package func write(
    _ entities: [Entity], project: String, target: TargetDescription,
    snippet: (Entity) -> String, to sink: ReportSink
  ) throws {
    var json = JSONWriter(masking: masking, style: .indented)
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    json.key("project")
    json.value(project)
    json.key("target")
    json.beginObject()
    json.key("name")
    json.value(target.name)
    json.key("url")
    json.value(target.url)
    json.endObject()
    json.key("entries")
    json.beginArray()
    for entity in entities {
      add(entity.withholding(masking), snippet(entity), to: &json)
      try json.flush(to: sink)
    }
    json.endArray()
    json.endObject()
    try sink(json.takeDocument())
  }

  private func add(_ entity: Entity, _ snippet: String, to json: inout JSONWriter) {
    json.beginObject()
    json.key("address")
    json.value(entity.address.description)
    json.key("fields")
    json.beginObject()
    for field in entity.fields {
      json.key(named: field.name)
      json.value(field.value)
    }
    json.endObject()
    json.key("yaml")
    json.value(snippet)
    json.endObject()
  }
}
