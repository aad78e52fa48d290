internal import KeyformYAML

/// The fields of one kind of entry: found from a scalar's bytes, without making a `String`.
struct FieldTable<Field: RawRepresentable & CaseIterable & Sendable>: Sendable
where Field.RawValue == String {
  let words: KeywordTable
  let fields: [Field]

  init(_: Field.Type) {
    fields = Array(Field.allCases)
    words = KeywordTable(fields.map(\.rawValue))
  }
}
