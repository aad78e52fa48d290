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
    var json = JSONWriter(style: .indented)
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    json.key("project")
    json.value(masking.masked(project))
    json.key("target")
    json.beginObject()
    json.key("name")
    json.value(target.name.map(masking.masked))
    json.key("url")
    json.value(masking.masked(target.url))
    json.endObject()
    json.key("entries")
    json.beginArray()
    for entity in entities {
      add(entity.withholding(masking), masking.masked(snippet(entity)), to: &json)
      if json.bytes.count > 65_536 {
        try sink(json.bytes)
        json.bytes.removeAll(keepingCapacity: true)
      }
    }
    json.endArray()
    json.endObject()
    try sink(json.bytes + [0x0A])
  }

  private func add(_ entity: Entity, _ snippet: String, to json: inout JSONWriter) {
    json.beginObject()
    json.key("address")
    json.value(masking.masked(entity.address.description))
    json.key("fields")
    json.beginObject()
    for field in entity.fields {
      json.key(field.name)
      json.value(masking.masked(field.value))
    }
    json.endObject()
    json.key("yaml")
    json.value(snippet)
    json.endObject()
  }
}
