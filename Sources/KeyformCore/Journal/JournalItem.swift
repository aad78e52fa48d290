/// What the journal keeps of one change: the row before and after, as JSON, masked.
/// `JournalDocument` reads it back.
package struct JournalItem: Sendable {
  package let before: [UInt8]?
  package let after: [UInt8]?

  /// The whole row; of an update the fields that change, and the name where it is another. Of values
  /// that `isPublic` does not know, tail and check value alone.
  package init(_ change: Change, isPublic: (KeyMaterial) -> Bool = { _ in true }) {
    let change = change.withholding(isPublic)
    switch change.step {
    case .create(let entity): (before, after) = (nil, Self.document(entity))
    case .delete(let entity), .release(let entity):
      (before, after) = (Self.document(entity), nil)
    case .adopt(let from, let to): (before, after) = (Self.document(from), Self.document(to))
    case .update(let from, let to):
      let hidden = Self.hidesValue(from) || Self.hidesValue(to)
      var fields = change.fields.filter { !(hidden && $0.name == Self.value) }
      if let formerName = change.formerName {
        let name = FieldChange(
          name: "name", from: .text(formerName), to: .text(change.address.name))
        fields.insert(name, at: 0)
      }
      (before, after) = (Self.document(fields, \.from), Self.document(fields, \.to))
    }
  }

  private static func document(_ entity: Entity) -> [UInt8] {
    let hidden = hidesValue(entity)
    var json = RawJSON()
    json.bytes.reserveCapacity(512)
    json.beginObject()
    entity.forEachField { name, value in
      if hidden, name == Self.value { return }
      json.key(name)
      json.value(name == Self.value ? value : FreeText.masked(value))
    }
    json.endObject()
    // A copy without the room that was kept free: many thousand items wait at a time.
    return Array(json.bytes[...])
  }

  private static func document(
    _ fields: [FieldChange], _ side: KeyPath<FieldChange, FieldValue>
  ) -> [UInt8] {
    var json = RawJSON()
    json.beginObject()
    for field in fields {
      json.key(field.name)
      let value = field[keyPath: side]
      json.value(field.name == Self.value ? value : FreeText.masked(value))
    }
    json.endObject()
    return json.bytes
  }

  private static let value = ProductKey.Field.value.rawValue

  /// The journal shows the values of public keys alone.
  private static func hidesValue(_ entity: Entity) -> Bool {
    if case .key(let entry) = entity { return entry.value.isSecret }
    return false
  }
}
