internal import KeyformCore
internal import KeyformYAML

/// The fields of one section, each named as its case is.
protocol CatalogField: CodingKey, CaseIterable, RawRepresentable<Int>, Sendable {}

/// How a field is read.
enum FieldForm {
  case text, texts, flag, number, date, build, architectures
  case word([String])
  /// By the section itself.
  case own
}

/// What the entries of one section may and must say.
struct CatalogFields<Field: CatalogField>: Sendable {
  let known: KnownFields
  let forms: [FieldForm]
  let required: [Field]
  /// Index of `source`, with `date` behind it; nil where entries need not say where they come from.
  let provenance: Int?

  init(
    required: [Field] = [], haveProvenance: Bool = true, form: (Field) -> FieldForm = { _ in .text }
  ) {
    let own = Field.allCases
    known = KnownFields(own.map(\.stringValue) + (haveProvenance ? ["source", "date"] : []))
    forms = own.map(form) + (haveProvenance ? [.text, .date] : [])
    provenance = haveProvenance ? own.count : nil
    self.required = required
  }
}

/// One entry of a section as it is read: its id and what its fields say.
struct CatalogEntry<Field: CatalogField> {
  private enum Value {
    case text(String), texts([String]), flag(Bool), number(Int), date(CalendarDate)
    case build(BuildNumber), architectures([Architecture])
  }

  let id: String
  let mark: YAMLPosition
  private let cursor: FieldCursor
  private let fields: CatalogFields<Field>
  private var values: [Value?]
  /// Problems before the entry: where one of its fields was refused, it is not missing as well.
  private let problemsBefore: Int

  /// The cursor stands on the entry. `own` reads the fields that the section reads itself.
  init(
    _ id: String, at mark: YAMLPosition, _ cursor: FieldCursor, _ fields: CatalogFields<Field>,
    own: (Field) -> Void = { _ in }
  ) {
    self.id = id
    self.mark = mark
    self.cursor = cursor
    self.fields = fields
    problemsBefore = cursor.problems.count
    values = Array(repeating: nil, count: fields.forms.count)
    guard cursor.enterMapping("`\(id)`") else { return }
    var seen: UInt64 = 0
    while let index = cursor.nextField(fields.known, seen: &seen, of: "this entry") {
      let name = fields.known.words.words[index]
      switch fields.forms[index] {
      case .text: values[index] = cursor.text(name).map(Value.text)
      case .texts: values[index] = cursor.possiblyEmptyTexts(name).map(Value.texts)
      case .flag: values[index] = cursor.flag(name).map(Value.flag)
      case .number: values[index] = cursor.count(name).map(Value.number)
      case .date: values[index] = cursor.date(name).map(Value.date)
      case .build: values[index] = cursor.build(name).map(Value.build)
      case .architectures: values[index] = cursor.architectures(name).map(Value.architectures)
      case .word(let words): values[index] = cursor.word(name, of: words).map(Value.text)
      case .own: if let field = Field(rawValue: index) { own(field) }
      }
    }
  }

  /// Whether everything is there that has to be; the first that is not is reported.
  func isComplete() -> Bool {
    if let source = fields.provenance {
      guard has(source, "source"), has(source + 1, "date") else { return false }
    }
    return has(fields.required)
  }

  func has(_ required: [Field]) -> Bool {
    required.allSatisfy { has($0.rawValue, $0.stringValue) }
  }

  private func has(_ index: Int, _ name: String) -> Bool {
    if values[index] == nil { reportMissing(name) }
    return values[index] != nil
  }

  func reportMissing(_ name: String) {
    guard cursor.problems.count == problemsBefore else { return }
    cursor.report(.missingField, at: mark, "`\(id)` has no `\(name)`", "Add the field `\(name)`.")
  }

  // MARK: Values, nil where they are not said

  subscript(field: Field) -> String? { text(at: field.rawValue) }

  private func text(at index: Int) -> String? {
    if case .text(let text)? = values[index] { text } else { nil }
  }

  /// A text that has to be there.
  func text(_ field: Field) -> String { self[field] ?? "" }

  func word<Word: RawRepresentable<String>>(_ field: Field) -> Word? {
    self[field].flatMap { Word(rawValue: $0) }
  }

  func texts(_ field: Field) -> [String]? {
    if case .texts(let texts)? = values[field.rawValue] { texts } else { nil }
  }

  func flag(_ field: Field) -> Bool? {
    if case .flag(let flag)? = values[field.rawValue] { flag } else { nil }
  }

  /// A number that has to be there.
  func number(_ field: Field) -> Int {
    if case .number(let number)? = values[field.rawValue] { number } else { 0 }
  }

  func date(_ field: Field) -> CalendarDate? { date(at: field.rawValue) }

  private func date(at index: Int) -> CalendarDate? {
    if case .date(let date)? = values[index] { date } else { nil }
  }

  func build(_ field: Field) -> BuildNumber? {
    if case .build(let build)? = values[field.rawValue] { build } else { nil }
  }

  func architectures(_ field: Field) -> [Architecture]? {
    if case .architectures(let list)? = values[field.rawValue] { list } else { nil }
  }

  /// Of a complete entry.
  var provenance: Provenance {
    let source = fields.provenance
    return Provenance(
      source: source.flatMap { text(at: $0) } ?? "",
      date: source.flatMap { date(at: $0 + 1) } ?? CalendarDate(days: 0))
  }
}

/// A section that is a mapping of entries by id.
protocol CatalogSection {
  associatedtype Field: CatalogField
  associatedtype Value: Sendable

  static var fields: CatalogFields<Field> { get }
  /// Where the entries go.
  static var list: WritableKeyPath<CatalogDraft, NamedList<Value>> { get }
  /// Of a complete entry.
  static func value(of entry: CatalogEntry<Field>) -> Value?
}

extension CatalogSection {
  static func read(_ cursor: FieldCursor, into draft: inout CatalogDraft) {
    cursor.entries("the section") { id, mark in
      let entry = CatalogEntry(id, at: mark, cursor, fields)
      guard entry.isComplete(), let value = value(of: entry) else { return }
      draft.put(value, id: id, into: list, at: mark, cursor)
    }
  }
}

extension FieldCursor {
  /// A list that may empty what another file says.
  fileprivate func possiblyEmptyTexts(_ field: String) -> [String]? {
    let isList = current == .sequenceStart
    var texts: [String] = []
    list(field, mayBeEmpty: true) { _ in
      if let text = text(field) { texts.append(text) }
    }
    return isList ? texts : nil
  }

  fileprivate func architectures(_ field: String) -> [Architecture]? {
    let isList = current == .sequenceStart
    var found: [Architecture] = []
    list(field, mayBeEmpty: true) { _ in
      if let name = text(field), let known = architecture(name, at: reader.mark) {
        found.append(known)
      }
    }
    return isList ? found.sorted() : nil
  }

  func architecture(_ name: String, at mark: YAMLPosition) -> Architecture? {
    if let architecture = Architecture(written: name) { return architecture }
    let known = Architecture.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    report(.unknownWord, at: mark, "unknown architecture `\(name)`", "Write one of \(known).")
    return nil
  }

  fileprivate func build(_ field: String) -> BuildNumber? {
    guard let text = text(field) else { return nil }
    if let build = BuildNumber(text) { return build }
    report(.unknownWord, "`\(field)` is not a Windows build", "Write it as 17763.5458.")
    return nil
  }

  fileprivate func word(_ field: String, of words: [String]) -> String? {
    guard let text = text(field) else { return nil }
    if words.contains(text) { return text }
    reportUnknownWord(text, field, words)
    return nil
  }
}

extension FieldForm {
  /// One of the words of a closed list.
  static func word<Word: CaseIterable & RawRepresentable<String>>(_: Word.Type) -> FieldForm {
    .word(Word.allCases.map(\.rawValue))
  }
}
