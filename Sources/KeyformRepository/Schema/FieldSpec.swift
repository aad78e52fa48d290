/// One field of the file format: decoder and JSON Schema both come from it.
package struct FieldSpec: Hashable, Sendable {
  package let name: String
  package let type: FieldType
  /// What it means, for editors and guides.
  package let description: String
  package let isRequired: Bool
  /// Reserved: refused with "not yet" until its issue builds it.
  package let isLater: Bool

  init(
    _ name: String, _ type: FieldType, _ description: String, required: Bool = false,
    later: Bool = false
  ) {
    self.name = name
    self.type = type
    self.description = description
    isRequired = required
    isLater = later
  }
}

/// The shape that a field's value has in YAML.
package indirect enum FieldType: Hashable, Sendable {
  /// Any scalar, taken as it is written.
  case text
  /// Text of a fixed form, as a regular expression.
  case pattern(String)
  /// Decimal digits; `minimum` is the least that is allowed.
  case count(minimum: Int)
  /// A count or the word `unlimited`.
  case quantity
  /// `YYYY-MM-DD`.
  case date
  /// `true` or `false`.
  case flag
  /// One of a closed list of words.
  case word([String])
  case list(FieldType, minimum: Int)
  /// One value or a list of them.
  case oneOrList(FieldType)
  /// A mapping with fixed fields.
  case fields([FieldSpec])
  /// A mapping by names of a kind.
  case map(MapNames, FieldType)
  /// A mapping with fixed fields, in which every other name has a value of one type.
  case extensible([FieldSpec], FieldType)
  case either(FieldType, FieldType)
  /// A value that may be left empty although its name is written.
  case orEmpty(FieldType)
}

/// What names a mapping may have.
package enum MapNames: Hashable, Sendable {
  case any
  /// Those of entries and labels.
  case entries
  /// Names of keys, of this project or of another one.
  case references
  /// Ids of rules, such as LC002.
  case rules
  case words([String])
}
