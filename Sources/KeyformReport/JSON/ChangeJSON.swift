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
    guard let kind = (change.after ?? change.before)?.kind.reported else { return }
    let mustWithhold = mustWithhold(change.before) || mustWithhold(change.after)
    kind.write(mustWithhold ? change.withholding(masking.isPublic) : change, with: self, to: &json)
  }

  private func mustWithhold(_ entity: Entity?) -> Bool {
    guard case .key(let entry)? = entity else { return false }
    return entry.value.mustWithhold(masking)
  }

  fileprivate func create<Value: ReportedKind>(
    _ value: Value, _ change: Change, _ json: inout JSONWriter
  ) {
    let table = Value.table
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

  fileprivate func delete<Value: ReportedKind>(
    _ value: Value, _ change: Change, _ json: inout JSONWriter
  ) {
    let table = Value.table
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

  fileprivate func update<Value: ReportedKind>(
    _ from: Value, _ to: Value, _ change: Change, _ json: inout JSONWriter
  ) {
    let table = Value.table
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

extension ReportedKind {
  static func write(_ change: Change, with writer: ChangeJSON, to json: inout JSONWriter) {
    let before = change.before?.entry(of: Self.self)?.value
    let after = change.after?.entry(of: Self.self)?.value
    switch (before, after) {
    case (nil, let after?): writer.create(after, change, &json)
    case (let before?, nil) where change.action == .release:
      writer.update(before, before, change, &json)
    case (let before?, nil): writer.delete(before, change, &json)
    case (let before?, let after?): writer.update(before, after, change, &json)
    // No change crosses kinds.
    case (nil, nil): json.null()
    }
  }
}
