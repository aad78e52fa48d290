internal import KeyformCore

/// A member of an object, or several that belong together: their names and meanings, how they are
/// written of the whole, and what part of it they read as.
struct Member<Whole, Part>: Sendable {
  /// The whole by its place: handed on as a value it would be copied for every member.
  typealias Write =
    @Sendable (UnsafePointer<Whole>, inout JSONWriter, ReportSink, Bool) throws -> Void
  typealias Read = @Sendable (inout JSONCursor, Bool) throws(JSONError) -> Part

  let schema: [SchemaNode.Member]
  /// The flag: whether each begins a line.
  let write: Write
  let read: Read

  private init(schema: [SchemaNode.Member], write: @escaping Write, read: @escaping Read) {
    self.schema = schema
    self.write = write
    self.read = read
  }

  /// A member that is always there.
  init(
    _ name: StaticString, _ codec: Codec<Part>, _ get: @escaping @Sendable (Whole) -> Part
  ) {
    self.init(named: name, codec) { get($0.pointee) }
  }

  /// The same of a stored property, for wholes of which there may be thousands: the rest of the
  /// whole is not copied for it.
  init(_ name: StaticString, _ codec: Codec<Part>, stored path: KeyPath<Whole, Part>) {
    let property = Property(path)
    self.init(named: name, codec) { property.get($0) }
  }

  private init(
    named name: StaticString, _ codec: Codec<Part>,
    _ get: @escaping @Sendable (UnsafePointer<Whole>) -> Part
  ) {
    let text = name.description
    self.init(schema: [SchemaNode.Member(text, codec.schema)]) { whole, json, sink, onLine in
      json.key(name, onLine: onLine)
      try codec.write(get(whole), &json, sink)
    } read: { cursor, onLine throws(JSONError) in
      try codec.read(&cursor, of: text, onLine)
    }
  }

  /// The same where masking decides what is shown.
  init(
    masked name: StaticString, _ codec: Codec<Part>,
    _ get: @escaping @Sendable (Whole, Masking) -> Part
  ) {
    let text = name.description
    self.init(schema: [SchemaNode.Member(text, codec.schema)]) { whole, json, sink, onLine in
      json.key(name, onLine: onLine)
      try codec.write(get(whole.pointee, json.masking), &json, sink)
    } read: { cursor, onLine throws(JSONError) in
      try codec.read(&cursor, of: text, onLine)
    }
  }

  /// A member that is there where it has a value.
  init<Value>(
    _ name: StaticString, optional codec: Codec<Value>,
    _ get: @escaping @Sendable (Whole) -> Value?
  ) where Part == Value? {
    let text = name.description
    self.init(
      schema: [SchemaNode.Member(text, codec.schema, required: false)]
    ) { whole, json, sink, onLine in
      guard let value = get(whole.pointee) else { return }
      json.key(name, onLine: onLine)
      try codec.write(value, &json, sink)
    } read: { cursor, onLine throws(JSONError) in
      cursor.takeKey(text, onLine: onLine) ? try codec.read(&cursor) : nil
    }
  }

  /// Several as one. `make` gives nil where they do not fit together.
  static func group<each Each>(
    _ member: repeat Member<Whole, each Each>, expected: String = "members that fit together",
    make: @escaping @Sendable (repeat each Each) -> Part?
  ) -> Member {
    var schema: [SchemaNode.Member] = []
    repeat schema += (each member).schema
    var write: Write = { _, _, _, _ in }
    repeat write = sequence(write, (each member).write)
    let members = (repeat each member)
    return Member(schema: schema, write: write) { cursor, onLines throws(JSONError) in
      let part = make(repeat try (each members).read(&cursor, onLines))
      guard let part else { throw cursor.malformed(expected) }
      return part
    }
  }

  /// One by one: what is in a list is copied before it is called, with all that it holds.
  private static func sequence(_ first: @escaping Write, _ second: @escaping Write) -> Write {
    {
      try first($0, &$1, $2, $3)
      try second($0, &$1, $2, $3)
    }
  }

  func write(
    of whole: Whole, _ json: inout JSONWriter, _ sink: ReportSink, _ onLines: Bool
  ) throws {
    try withUnsafePointer(to: whole) { try write($0, &json, sink, onLines) }
  }

  func writeObject(
    _ whole: Whole, _ json: inout JSONWriter, _ sink: ReportSink, _ onLines: Bool
  ) throws {
    json.beginObject()
    try write(of: whole, &json, sink, onLines)
    json.endObject()
  }

  /// The same members of something that holds the whole.
  func of<Outer>(_ get: @escaping @Sendable (Outer) -> Whole) -> Member<Outer, Part> {
    Member<Outer, Part>(schema: schema) {
      outer, json, sink, onLines in
      try write(of: get(outer.pointee), &json, sink, onLines)
    } read: {
      cursor, onLines throws(JSONError) in
      try read(&cursor, onLines)
    }
  }

  /// What they read as in a plan of an earlier Keyform, which does not have them.
  func or(_ value: Part) -> Member where Part: Sendable {
    Member(schema: schema, write: write) { cursor, onLines throws(JSONError) in
      let start = cursor
      guard let first = schema.first, cursor.takeKey(first.name, onLine: onLines) else {
        return value
      }
      cursor = start
      return try read(&cursor, onLines)
    }
  }
}

extension Member where Part == Void {
  /// Several that are only written.
  static func group<each Each>(_ member: repeat Member<Whole, each Each>) -> Member {
    group(repeat each member) { (_: repeat each Each) in () }
  }

  /// The name and version of a format, which a document begins with.
  static func format(_ name: String) -> Member {
    let codec = Codec<String>.constant(name, "Name and version of this format.")
    let member = Member<Whole, String>("format", codec) { _ in name }
    return Member(schema: member.schema) { whole, json, sink, _ in
      try member.write(whole, &json, sink, false)
    } read: { cursor, _ throws(JSONError) in
      guard try member.read(&cursor, false) == name else { throw cursor.malformed(name) }
    }
  }
}

extension Codec {
  /// A member that has to be there.
  fileprivate func read(
    _ cursor: inout JSONCursor, of name: String, _ onLine: Bool
  ) throws(JSONError) -> Value {
    guard cursor.takeKey(name, onLine: onLine) else { throw cursor.malformed("`\"\(name)\":`") }
    return try read(&cursor)
  }
}
