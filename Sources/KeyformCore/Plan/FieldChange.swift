/// One field that a change sets, in the form people see.
package struct FieldChange: Hashable, Sendable {
  package let name: String
  package let from: FieldValue
  package let to: FieldValue

  package init(name: String, from: FieldValue, to: FieldValue) {
    self.name = name
    self.from = from
    self.to = to
  }

  /// The fields in which two values of one kind differ, in declaration order.
  package static func between<Value: Managed>(_ from: Value, _ to: Value) -> [FieldChange] {
    Value.fields.compactMap { field in
      let old = from[field]
      let new = to[field]
      return old == new ? nil : FieldChange(name: field.name, from: old, to: new)
    }
  }
}
