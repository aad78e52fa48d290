package import KeyformCore

/// The journal as JSON.
package struct HistoryJSON {
  package static let list = "keyform.history/1"
  package static let chapter = "keyform.change-set/1"
  package static let life = "keyform.life/1"

  private let target: TargetDescription
  private let project: String
  private let masking: Masking

  package init(target: TargetDescription, project: String, masking: Masking) {
    self.target = target
    self.project = project
    self.masking = masking
  }

  package func list(_ entries: [JournalEntry]) -> ReportBytes {
    document(Self.list) { json in
      json.key("changeSets")
      json.beginArray()
      for entry in entries { changeSet(entry, nil, &json) }
      json.endArray()
    }
  }

  package func chapter(_ chapter: ChangeSetView) -> ReportBytes {
    document(Self.chapter) { json in
      json.key("changeSet")
      changeSet(chapter.entry, chapter.items, &json)
    }
  }

  package func life(of address: Address, _ chapters: [ChangeSetView]) -> ReportBytes {
    document(Self.life) { json in
      text("address", address.description, &json)
      json.key("changeSets")
      json.beginArray()
      for chapter in chapters { changeSet(chapter.entry, chapter.items, &json) }
      json.endArray()
    }
  }

  private func document(_ format: String, _ body: (inout JSONWriter) -> Void) -> ReportBytes {
    var json = JSONWriter(masking: masking, style: .indented)
    json.beginObject()
    text("format", format, &json)
    text("project", project, &json)
    json.key("target")
    json.beginObject()
    text("name", target.name, &json)
    text("url", target.url, &json)
    json.endObject()
    body(&json)
    json.endObject()
    return json.takeDocument()
  }

  private func changeSet(
    _ entry: JournalEntry, _ items: [HistoryItem]?, _ json: inout JSONWriter
  ) {
    let header = entry.header
    json.beginObject()
    json.key("id")
    json.value(entry.changeSet)
    text("appliedAt", header.appliedAt, &json)
    text("operator", header.operatorName, &json)
    text("databaseRole", entry.databaseRole, &json)
    text("repository", header.repository, &json)
    text("commit", header.commit, &json)
    text("tree", header.tree, &json)
    json.key("dirty")
    if let isDirty = header.isDirty { json.value(isDirty) } else { json.null() }
    text("planDigest", header.planDigest, &json)
    text("catalog", header.catalog, &json)
    text("tool", header.toolVersion, &json)
    json.key("undoOf")
    if let undoOf = header.undoOf { json.value(undoOf) } else { json.null() }
    text("hash", entry.hash, &json)
    json.key("actions")
    json.beginObject()
    for action in entry.actions {
      json.key(named: action.action)
      json.value(action.count)
    }
    json.endObject()
    if let items {
      json.key("items")
      json.beginArray()
      for item in items { self.item(item, &json) }
      json.endArray()
    }
    json.endObject()
  }

  private func item(_ item: HistoryItem, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("ordinal")
    json.value(item.record.ordinal)
    text("action", item.record.action, &json)
    text("address", item.record.address.description, &json)
    json.key("fields")
    guard let fields = item.fields else {
      json.null()
      json.endObject()
      return
    }
    json.beginArray()
    for field in fields {
      json.beginObject()
      text("name", field.name, &json)
      json.key("from")
      json.value(field.from)
      json.key("to")
      json.value(field.to)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private func text(_ name: StaticString, _ value: String?, _ json: inout JSONWriter) {
    json.key(name)
    json.value(value)
  }
}
