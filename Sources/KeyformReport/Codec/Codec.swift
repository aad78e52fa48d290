internal import KeyformCore

/// The one description of a piece of our JSON: what the schema says of it, how its value is written,
/// and how a saved plan has it read back.
///
/// Descriptions stand in the schema and are for whoever reads the output. What is never read back
/// says nothing of reading, and reading it is an error.
struct Codec<Value>: Sendable {
  typealias Write = @Sendable (Value, inout JSONWriter, ReportSink) throws -> Void
  typealias Read = @Sendable (inout JSONCursor) throws(JSONError) -> Value

  let schema: SchemaNode
  /// Writes the value that is due; lists hand to the sink what is there once it is worth it.
  let write: Write
  /// As strict as the writer: whatever that would not write is an error.
  let read: Read

  init(
    _ schema: SchemaNode, write: @escaping Write,
    read: @escaping Read = { cursor throws(JSONError) in
      throw cursor.malformed("what is read back")
    }
  ) {
    self.schema = schema
    self.write = write
    self.read = read
  }

  /// A value that stands as another one. `make` gives nil for what it cannot be made of; what it
  /// makes has to be written as it was read. `expected` follows "the line does not hold".
  func mapped<Other>(
    _ expected: String, _ make: @escaping @Sendable (Value) -> Other?,
    _ get: @escaping @Sendable (Other) -> Value
  ) -> Codec<Other> where Value: Equatable & Sendable {
    Codec<Other>(schema) {
      try write(get($0), &$1, $2)
    } read: { cursor throws(JSONError) in
      let value = try read(&cursor)
      guard let other = make(value), get(other) == value else { throw cursor.malformed(expected) }
      return other
    }
  }
}

extension Codec where Value == String {
  private init(_ schema: SchemaNode) {
    self.init(schema) { text, json, _ in
      json.value(text)
    } read: { cursor throws(JSONError) in
      try cursor.string()
    }
  }

  static func text(_ description: String) -> Self { Self(.text(description)) }

  static func pattern(_ pattern: String, _ description: String) -> Self {
    Self(.pattern(pattern, description))
  }

  /// One of these words, for texts that no type closes.
  static func words(_ words: [String], _ description: String) -> Self {
    Self(.words(words, description))
  }

  static func constant(_ word: String, _ description: String) -> Self {
    Self(.constant(word, description))
  }

  /// A name in an address of this kind.
  static func name(of kind: EntityKind, _ description: String = "Kind and name of the entry.")
    -> Self
  {
    let prefix = "\(kind.rawValue)/"
    return Self.pattern(EntityKind.addressPattern(of: [kind]), description).mapped(
      "a name of \(kind.rawValue)",
      { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : nil }, { prefix + $0 })
  }
}

extension Codec where Value == Int {
  static func count(_ description: String) -> Self {
    Self(.count(description)) { count, json, _ in
      json.value(count)
    } read: { cursor throws(JSONError) in
      try cursor.integer()
    }
  }

  /// A whole number, which may be below 0.
  static func integer(_ description: String) -> Self {
    Self(.integer(description)) { number, json, _ in
      json.value(number)
    } read: { cursor throws(JSONError) in
      guard cursor.take("-") else { return try cursor.integer() }
      let number = try cursor.integer()
      guard number > 0 else { throw cursor.malformed("a count") }
      return -number
    }
  }
}

extension Codec where Value == Bool {
  static func flag(_ description: String) -> Self {
    Self(.flag(description)) { flag, json, _ in
      json.value(flag)
    } read: { cursor throws(JSONError) in
      try cursor.flag()
    }
  }
}

extension Codec where Value: RawRepresentable<String> & CaseIterable & Equatable & Sendable {
  /// The word of a case; `cases` are those that may stand there.
  static func word(_ description: String, among cases: [Value] = Array(Value.allCases)) -> Self {
    let words = cases.map(\.rawValue)
    return Codec<String>.words(words, description).mapped(
      "one of \(words.joined(separator: ", "))",
      { words.contains($0) ? Value(rawValue: $0) : nil }, { $0.rawValue })
  }
}

extension Codec where Value == FieldValue {
  /// A field's value, as plans hold it: text, an array of texts, or null.
  static func fieldValue(_ description: String) -> Self {
    Self(.fieldValue(description)) { value, json, _ in
      json.value(value)
    } read: { cursor throws(JSONError) in
      try cursor.fieldValue()
    }
  }
}

extension EntityKind {
  /// What an address looks like.
  static let addressPattern = addressPattern(of: allCases)

  fileprivate static func addressPattern(of kinds: [EntityKind]) -> String {
    "^(\(kinds.map(\.rawValue).joined(separator: "|")))/.+$"
  }
}

extension Codec where Value == Address {
  static func address(
    _ description: String, of kinds: [EntityKind] = EntityKind.allCases
  ) -> Self {
    Codec<String>.pattern(EntityKind.addressPattern(of: kinds), description).mapped(
      "an address", { Address($0).flatMap { kinds.contains($0.kind) ? $0 : nil } }, \.description)
  }
}

extension Codec where Value == CalendarDate {
  /// ISO 8601.
  static func day(_ description: String) -> Self {
    Codec<String>.pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description).mapped(
      "a date", { CalendarDate($0) }, \.description)
  }
}
