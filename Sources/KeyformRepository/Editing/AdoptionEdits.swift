internal import KeyformCore

/// Turns what a target holds into edits of the file's own fields.
struct AdoptionEdits {
  private let adoption: Adoption
  private let spelling: WrittenSpelling
  private let values: [String: FieldValue]
  private let entry: [String]

  init(_ adoption: Adoption, _ spelling: WrittenSpelling) {
    self.adoption = adoption
    self.spelling = spelling
    values = adoption.stored.fieldsByName
    entry = [adoption.address.kind.section, adoption.address.name]
  }

  /// With the field that each is for, and the fields that no edit can say.
  func edits() -> (edits: [(field: String, edit: FieldEdit)], refused: [AdoptionRefusal]) {
    var edits: [(field: String, edit: FieldEdit)] = []
    var refused: [AdoptionRefusal] = []
    var done = Set<String>()
    var reasons: [String: String] = [:]
    for field in fields {
      // `remaining.asOf` and `remaining` stand in one mapping.
      let written = String(field.prefix { $0 != "." })
      do {
        if done.insert(written).inserted { edits.append((field, try edit(written))) }
      } catch {
        reasons[written] = error.reason
      }
      if let reason = reasons[written] { refused.append(refusal(field, reason)) }
      // Tail and check value go with the value.
      if reasons["value"] != nil { break }
    }
    return (edits, refused)
  }

  /// Tail and check value stand for a secret; of a public key they follow from its value and
  /// change only where they are written.
  private var fields: [String] {
    guard case .key(let stored) = adoption.stored else { return adoption.fields }
    let identity = ["value", "tail", "check"]
    var fields = adoption.fields.filter { !identity.contains($0) }
    guard fields.count < adoption.fields.count else { return fields }
    fields += stored.value.isSecret ? [] : ["value"]
    fields += ["tail", "check"].filter {
      stored.value.isSecret || spelling.holds(entry + [$0])
    }
    return fields
  }

  private func edit(_ field: String) throws(AdoptionRefusal) -> FieldEdit {
    if case .binding(let stored) = adoption.stored, case .binding(let written) = adoption.written,
      !spelling.holds(entry)
    {
      return try shortForm(of: written.value, stored.value, field)
    }
    guard let schema = ResourceSchema.all.first(where: { $0.kind.section == entry[0] }),
      let spec = schema.fields.first(where: { $0.name == field })
    else { throw refusal(field, "no file can say it") }
    if field == "value", case .key(let stored) = adoption.stored,
      let material = stored.value.publicValue, spelling.isUnknown(material)
    {
      throw refusal(field, "the catalogue does not know the target's value as a public key")
    }
    let texts = adoption.stored.fields.filter { $0.name.prefix { $0 != "." } == field }
      .flatMap { [$0.value.shown ?? ""] }
    guard field == "value" || !texts.contains(where: spelling.holdsUnknownKey) else {
      throw refusal(field, "it holds what looks like a product key, which no file may hold")
    }
    return FieldEdit(entry + [field], value(spec.type, field, at: entry + [field]))
  }

  /// `keys: {NAME: [uses]}` of the deployment says the uses alone.
  private func shortForm(
    of written: Binding, _ stored: Binding, _ field: String
  ) throws(AdoptionRefusal) -> FieldEdit {
    guard field == "use", let path = spelling.shortForm(of: written) else {
      throw refusal(
        field,
        "the binding is written in short form, which cannot say it; write it out below `bindings`")
    }
    return FieldEdit(path, .set(stored.use.words.map { EditedScalar($0) }))
  }

  private func value(_ type: FieldType, _ field: String, at path: [String]) -> FieldEdit.Value {
    let value = values[field] ?? .none
    switch type {
    case .fields(let parts):
      let members = parts.compactMap { part -> FieldEdit.Member? in
        // The count of an observation has the field's own name.
        let name = part.name == "count" ? field : "\(field).\(part.name)"
        guard let value = values[name], value != .none else { return nil }
        return FieldEdit.Member(part.name, scalar(value, part.type))
      }
      return members.isEmpty ? .absent : .map(members)
    case .map, .extensible:
      let labels = value.strings.compactMap { Label($0) }
      if labels.isEmpty { return .absent }
      return .map(labels.map { FieldEdit.Member($0.name, EditedScalar($0.value)) })
    case .list, .oneOrList:
      if value == .none { return .absent }
      let items = spelling.spelled(value.strings, at: path, field).map { EditedScalar($0) }
      return field == "sharedWith" ? .list(items) : .set(items)
    case .text, .pattern, .count, .quantity, .date, .flag, .word, .either, .orEmpty:
      return value == .none ? .absent : .scalar(scalar(value, type))
    }
  }

  private func scalar(_ value: FieldValue, _ type: FieldType) -> EditedScalar {
    let text = value.shown ?? ""
    switch type {
    case .count, .quantity, .date, .flag: return EditedScalar(text, isBare: true)
    case .text, .pattern, .word, .list, .oneOrList, .fields, .map, .extensible, .either, .orEmpty:
      return EditedScalar(text)
    }
  }

  private func refusal(_ field: String, _ reason: String) -> AdoptionRefusal {
    AdoptionRefusal(address: adoption.address, field: field, reason: reason)
  }
}
