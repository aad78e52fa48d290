internal import KeyformCore

/// Writes changes as JSON, one a line.
struct ChangeJSON: Sendable {
  let masking: Masking
  let files: [String]

  /// A part of the array's elements: a comma comes before all but the very first.
  func bytes(_ changes: ArraySlice<Change>) -> ReportBytes {
    var json = JSONWriter(masking: masking)
    json.reserveCapacity(changes.count * 900)
    if changes.startIndex > 0 { json.endValue() }
    for change in changes { write(change, to: &json) }
    return json.take()
  }

  private func write(_ change: Change, to json: inout JSONWriter) {
    switch change.step {
    case .create(.key(let entry)):
      if mustWithhold(entry) { return write(withholding(change), to: &json) }
      create(entry.value, FieldTables.key, change, &json)
    case .create(.deployment(let entry)):
      create(entry.value, FieldTables.deployment, change, &json)
    case .create(.binding(let entry)): create(entry.value, FieldTables.binding, change, &json)
    case .create(.host(let entry)): create(entry.value, FieldTables.host, change, &json)
    case .create(.directory(let entry)):
      create(entry.value, FieldTables.directory, change, &json)
    case .delete(.key(let entry)):
      if mustWithhold(entry) { return write(withholding(change), to: &json) }
      delete(entry.value, FieldTables.key, change, &json)
    case .delete(.deployment(let entry)):
      delete(entry.value, FieldTables.deployment, change, &json)
    case .delete(.binding(let entry)): delete(entry.value, FieldTables.binding, change, &json)
    case .delete(.host(let entry)): delete(entry.value, FieldTables.host, change, &json)
    case .delete(.directory(let entry)):
      delete(entry.value, FieldTables.directory, change, &json)
    case .update(let from, let to), .adopt(let from, let to): write(from, to, change, &json)
    case .release(let entity): write(entity, entity, change, &json)
    }
  }

  private func write(
    _ from: Entity, _ to: Entity, _ change: Change, _ json: inout JSONWriter
  ) {
    switch (from, to) {
    case (.key(let from), .key(let to)):
      if mustWithhold(from) || mustWithhold(to) {
        return write(withholding(change), to: &json)
      }
      update(from.value, to.value, FieldTables.key, change, &json)
    case (.deployment(let from), .deployment(let to)):
      update(from.value, to.value, FieldTables.deployment, change, &json)
    case (.binding(let from), .binding(let to)):
      update(from.value, to.value, FieldTables.binding, change, &json)
    case (.host(let from), .host(let to)):
      update(from.value, to.value, FieldTables.host, change, &json)
    case (.directory(let from), .directory(let to)):
      update(from.value, to.value, FieldTables.directory, change, &json)
    case (.key, _), (.deployment, _), (.binding, _), (.host, _), (.directory, _):
      // No change crosses kinds.
      json.null()
    }
  }

  private func mustWithhold(_ entry: Entry<ProductKey>) -> Bool {
    entry.value.mustWithhold(masking)
  }

  private func withholding(_ change: Change) -> Change { change.withholding(masking.isPublic) }

  private func create<Value: Managed>(
    _ value: Value, _ table: FieldTable<Value>, _ change: Change, _ json: inout JSONWriter
  ) {
    begin(Self.creation, value, &json)
    for index in table.fields.indices {
      let field = value[table.fields[index]]
      if case .none = field { continue }
      json.prepared(table.creations[index])
      json.value(field)
      json.close(with: "}")
    }
    json.endArray()
    end(change, &json)
    json.close(with: "}")
  }

  private func delete<Value: Managed>(
    _ value: Value, _ table: FieldTable<Value>, _ change: Change, _ json: inout JSONWriter
  ) {
    begin(Self.deletion, value, &json)
    for index in table.fields.indices {
      let field = value[table.fields[index]]
      if case .none = field { continue }
      json.prepared(table.changes[index])
      json.value(field)
      json.close(with: ",\"to\":null}")
    }
    json.endArray()
    end(change, &json)
    json.close(with: "}")
  }

  private func update<Value: Managed>(
    _ from: Value, _ to: Value, _ table: FieldTable<Value>, _ change: Change,
    _ json: inout JSONWriter
  ) {
    let opening =
      switch change.action {
      case .adopt: Self.adoption
      case .release: Self.release
      case .create, .update, .delete: Self.update
      }
    begin(opening, to, &json, was: change.formerName)
    var unchanged: [(Int, FieldValue)] = []
    for index in table.fields.indices {
      let old = from[table.fields[index]]
      let new = to[table.fields[index]]
      guard old != new else {
        if old != .none { unchanged.append((index, old)) }
        continue
      }
      json.prepared(table.changes[index])
      json.value(old)
      json.prepared(Self.to)
      json.value(new)
      json.close(with: "}")
    }
    json.endArray()
    end(change, &json)
    json.key("unchanged")
    json.beginObject()
    for (index, value) in unchanged {
      json.prepared(table.members[index])
      json.value(value)
    }
    json.endObject()
    json.close(with: "}")
  }

  private func begin<Value: Managed>(
    _ opening: StaticString, _ value: Value, _ json: inout JSONWriter, was formerName: String? = nil
  ) {
    json.prepared(opening)
    json.value(value.address.description)
    if let formerName {
      json.key("was")
      json.value(formerName)
    }
    json.prepared(Self.fields)
    json.beginArray()
  }

  private func end(_ change: Change, _ json: inout JSONWriter) {
    if let origin = change.after?.origin, files.indices.contains(Int(origin.file)) {
      json.prepared(Self.source)
      json.value(files[Int(origin.file)])
      json.key("line")
      json.value(Int(origin.line))
      json.close(with: "}")
    }
    if let base = change.base {
      json.prepared(Self.base)
      json.value(base)
    }
    if change.isFromCatalog {
      json.key("fromCatalog")
      json.value(true)
    }
    if let secret = change.after?.secret, change.writesSecret { write(secret, to: &json) }
  }

  private func write(_ secret: SecretReference, to json: inout JSONWriter) {
    json.key("secret")
    json.beginObject()
    switch secret {
    case .environment(let name):
      json.key("env")
      json.value(name)
    case .file(let file):
      json.key("file")
      json.value(file)
    case .entry(let file, let name):
      json.key("file")
      json.value(file)
      json.key("entry")
      json.value(name)
    }
    json.endObject()
  }

  // Texts written for every change. `prepared` puts the comma before them where one is due.
  private static let creation: StaticString = "\n{\"action\":\"create\",\"address\":"
  private static let update: StaticString = "\n{\"action\":\"update\",\"address\":"
  private static let adoption: StaticString = "\n{\"action\":\"adopt\",\"address\":"
  private static let release: StaticString = "\n{\"action\":\"release\",\"address\":"
  private static let deletion: StaticString = "\n{\"action\":\"delete\",\"address\":"
  private static let fields: StaticString = "\"fields\":"
  private static let to: StaticString = "\"to\":"
  private static let source: StaticString = "\"source\":{\"file\":"
  private static let base: StaticString = "\"base\":"
}
