internal import KeyformCore

/// Writes changes as JSON, one a line, and what they state beside it: most of a statement is values
/// that stand in the JSON as they do there, and are copied.
struct ChangeJSON: Sendable {
  let masking: Masking
  let files: [String]
  /// Indexes of files that are in no commit.
  private let uncommitted: Set<Int>
  /// Nil where nothing is stated.
  private let renamed: RenamedNames?

  /// Of changes that are no plan, without a statement.
  init(masking: Masking, files: [String], uncommitted: Set<Int>) {
    self.masking = masking
    self.files = files
    self.uncommitted = uncommitted
    renamed = nil
  }

  init(_ plan: Plan, _ masking: Masking) {
    self.masking = masking
    files = plan.files
    uncommitted = []
    renamed = RenamedNames(plan.changes)
  }

  /// A part of the array's elements, and of the statement's lines: a comma comes before all elements
  /// but the very first.
  func bytes(_ changes: ArraySlice<Change>) -> [ReportBytes] {
    var json = JSONWriter(masking: masking, keepsFields: true)
    json.reserveCapacity(changes.count * 900)
    if changes.startIndex > 0 { json.endValue() }
    var lines = renamed.map { _ in StatementLines(changes.count) }
    for change in changes { write(change, to: &json, &lines) }
    guard let stated = lines?.take() else { return [json.take()] }
    return [json.take(), stated]
  }

  private func write(
    _ change: Change, to json: inout JSONWriter, _ lines: inout StatementLines?
  ) {
    guard let kind = (change.after ?? change.before)?.kind.reported else { return }
    let mustWithhold = mustWithhold(change.before) || mustWithhold(change.after)
    let shown = mustWithhold ? change.withholding(masking.isPublic) : change
    guard holdsValue(shown.before) || holdsValue(shown.after) else {
      return kind.write(shown, with: self, to: &json, &lines)
    }
    // No value is stated, not even a public one: other fields stand there than in the JSON.
    var aside: StatementLines?
    swap(&lines, &aside)
    kind.write(shown, with: self, to: &json, &lines)
    swap(&lines, &aside)
    if let renamed { lines?.state(change, renamed) }
  }

  private func mustWithhold(_ entity: Entity?) -> Bool {
    guard case .key(let entry)? = entity else { return false }
    return entry.value.mustWithhold(masking)
  }

  private func holdsValue(_ entity: Entity?) -> Bool {
    guard case .key(let entry)? = entity else { return false }
    return entry.value.publicValue != nil
  }

  fileprivate func create<Value: ReportedKind>(
    _ value: Value, _ change: Change, _ json: inout JSONWriter, _ lines: inout StatementLines?
  ) {
    let table = Value.table
    begin(Self.creation, value, change, &json, &lines)
    withUnsafePointer(to: value) { entry in
      for index in table.fields.indices {
        let field = table.fields[index].coding.shown(entry)
        if case .none = field { continue }
        let name = table.fields[index].literal
        json.prepared(Self.name, name, "\",\"from\":null,\"to\":")
        write(name, field, &json, &lines)
        json.close(with: "}")
      }
    }
    json.endArray()
    end(change, &json)
    json.close(with: "}")
  }

  fileprivate func delete<Value: ReportedKind>(
    _ value: Value, _ change: Change, _ json: inout JSONWriter, _ lines: inout StatementLines?
  ) {
    let table = Value.table
    begin(Self.deletion, value, change, &json, &lines)
    withUnsafePointer(to: value) { entry in
      for index in table.fields.indices {
        let field = table.fields[index].coding.shown(entry)
        if case .none = field { continue }
        let name = table.fields[index].literal
        json.prepared(Self.name, name, Self.from)
        write(name, field, &json, &lines)
        json.close(with: ",\"to\":null}")
      }
    }
    json.endArray()
    end(change, &json)
    json.close(with: "}")
  }

  /// The one value of a field.
  private func write(
    _ name: StaticString, _ value: FieldValue, _ json: inout JSONWriter,
    _ lines: inout StatementLines?
  ) {
    let (start, masked) = (json.count, json.maskedFields)
    json.value(value)
    if json.maskedFields == masked {
      lines?.field(name, start..<json.count, of: json)
    } else {
      lines?.field(name, value)
    }
  }

  fileprivate func update<Value: ReportedKind>(
    _ from: Value, _ to: Value, _ change: Change, _ json: inout JSONWriter,
    _ lines: inout StatementLines?
  ) {
    let table = Value.table
    let opening =
      switch change.action {
      case .adopt: Self.adoption
      case .release: Self.release
      case .create, .update, .delete: Self.update
      }
    begin(opening, to, change, &json, &lines)
    var unchanged: [(Int, FieldValue)] = []
    withUnsafePointer(to: from) { from in
      withUnsafePointer(to: to) { to in
        for index in table.fields.indices {
          let old = table.fields[index].coding.shown(from)
          let new = table.fields[index].coding.shown(to)
          guard old != new else {
            if old != .none { unchanged.append((index, old)) }
            continue
          }
          let name = table.fields[index].literal
          json.prepared(Self.name, name, Self.from)
          let (start, masked) = (json.count, json.maskedFields)
          json.value(old)
          let end = json.count
          json.prepared(Self.to)
          let next = json.count
          json.value(new)
          if json.maskedFields == masked {
            lines?.field(name, from: start..<end, to: next..<json.count, of: json)
          } else {
            lines?.field(name, from: old, to: new)
          }
          json.close(with: "}")
        }
      }
    }
    json.endArray()
    end(change, &json)
    json.key("unchanged")
    json.beginObject()
    for (index, value) in unchanged {
      json.key(table.fields[index].literal)
      json.value(value)
    }
    json.endObject()
    json.close(with: "}")
  }

  private func begin<Value: Managed>(
    _ opening: StaticString, _ value: Value, _ change: Change, _ json: inout JSONWriter,
    _ lines: inout StatementLines?
  ) {
    let address = value.address.description
    if let renamed {
      lines?.begin(
        change.action, address, was: change.formerName, change.hazards(beside: renamed))
    }
    json.prepared(opening)
    json.value(address)
    if let formerName = change.formerName {
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
      if !uncommitted.isEmpty, uncommitted.contains(Int(origin.file)) {
        json.key("untracked")
        json.value(true)
      }
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
  private static let name: StaticString = "{\"name\":\""
  private static let from: StaticString = "\",\"from\":"
  private static let to: StaticString = "\"to\":"
  private static let source: StaticString = "\"source\":{\"file\":"
  private static let base: StaticString = "\"base\":"
}

extension ReportedKind {
  static func write(
    _ change: Change, with writer: ChangeJSON, to json: inout JSONWriter,
    _ lines: inout StatementLines?
  ) {
    let before = change.before?.entry(of: Self.self)?.value
    let after = change.after?.entry(of: Self.self)?.value
    switch (before, after) {
    case (nil, let after?): writer.create(after, change, &json, &lines)
    case (let before?, nil) where change.action == .release:
      writer.update(before, before, change, &json, &lines)
    case (let before?, nil): writer.delete(before, change, &json, &lines)
    case (let before?, let after?): writer.update(before, after, change, &json, &lines)
    // No change crosses kinds.
    case (nil, nil): json.null()
    }
    lines?.end()
  }
}

// What is written above in hot loops, for the schema; tests hold the two together.
extension ChangeJSON {
  static let schema = SchemaNode.list(
    change([]), "One for each row that changes, by kind and name.")

  /// The same of a review, which knows what is in no commit.
  static let schemaOfReview = SchemaNode.list(
    change([
      .init(
        "untracked", .flag("The entry stands in a file that is in no commit."), required: false)
    ]), "One for each entry that changes, by kind and name.")

  private static func change(_ more: [SchemaNode.Member]) -> SchemaNode {
    .object(ownMembers + more, "One row that changes.")
  }

  private static let ownMembers: [SchemaNode.Member] = [
    .init("action", Codec<Action>.word("What becomes of the row.").schema),
    .init("address", Codec<Address>.address("Kind and name of the entry.").schema),
    .init("was", .text("The name before, where it changes."), required: false),
    .init(
      "fields",
      .list(
        .object(
          [
            .init("name", .text("Name of the field, as in the files.")),
            .init("from", .fieldValue("The value before; null: none.")),
            .init("to", .fieldValue("The value after; null: none.")),
          ], "One field that changes."), "The fields that change.")),
    .init(
      "source",
      .object(
        [
          .init("file", .text("Path relative to the root of the repository.")),
          .init("line", .count("Line of the entry's name, from 1.")),
        ], "Where the entry is written; absent for deletes."), required: false),
    .init(
      "base",
      .pattern(
        "^[0-9a-f]{64}$",
        """
        Keyed digest of the row that an update or a delete was planned from; the key never \
        leaves the target.
        """), required: false),
    .init(
      "fromCatalog", .flag("The update comes from a newer catalogue alone."), required: false),
    .init(
      "secret",
      .object(
        [
          .init("env", .text("The environment variable that holds the value."), required: false),
          .init("file", .text("The file that holds the value."), required: false),
          .init("entry", .text("The name in the file's NAME=VALUE lines."), required: false),
        ], "Where apply reads the key's value from; never the value."), required: false),
    .init(
      "unchanged",
      .map(.fieldValue("The field's value."), "The other fields of an updated row, by name."),
      required: false),
  ]
}
