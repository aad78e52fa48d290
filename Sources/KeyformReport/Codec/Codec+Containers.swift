internal import KeyformCore

extension Codec {
  static func nullable<Wrapped>(_ codec: Codec<Wrapped>) -> Codec where Value == Wrapped? {
    Codec(.nullable(codec.schema)) { value, json, sink in
      if let value { try codec.write(value, &json, sink) } else { json.null() }
    } read: { cursor throws(JSONError) in
      cursor.take("null") ? nil : try codec.read(&cursor)
    }
  }

  /// An object with these members, which say in their order what it is made of. `make` gives nil
  /// where they do not fit together; `expected` follows "the line does not hold" then.
  static func object<each Part>(
    _ description: String, onLines: Bool = false, _ member: repeat Member<Value, each Part>,
    expected: String = "members that fit together",
    make: @escaping @Sendable (repeat each Part) -> Value?
  ) -> Codec {
    let members = Member.group(repeat each member, expected: expected, make: make)
    return Codec(.object(members.schema, description)) { value, json, sink in
      try members.writeObject(value, &json, sink, onLines)
    } read: { cursor throws(JSONError) in
      try cursor.beginObject()
      let value = try members.read(&cursor, onLines)
      try cursor.endObject()
      return value
    }
  }

  /// An object that is only written.
  static func object<each Part>(
    _ description: String, onLines: Bool = false, _ member: repeat Member<Value, each Part>
  ) -> Codec {
    let members = Member<Value, Void>.group(repeat each member)
    return Codec(.object(members.schema, description)) { value, json, sink in
      try members.writeObject(value, &json, sink, onLines)
    }
  }

  /// An object whose names the data gives.
  static func map<Each>(_ codec: Codec<Each>, _ description: String) -> Codec
  where Value == [(name: String, value: Each)] {
    Codec(.map(codec.schema, description)) { values, json, sink in
      json.beginObject()
      for (name, value) in values {
        json.key(named: name)
        try codec.write(value, &json, sink)
      }
      json.endObject()
    }
  }

  static func list<Item: Sendable>(
    _ item: Codec<Item>, _ description: String, _ layout: ListLayout = .inline
  ) -> Codec where Value == [Item] {
    Codec(.list(item.schema, description)) { items, json, sink in
      json.beginArray()
      try item.write(items, layout, &json, sink)
      if layout == .closedLines { json.endLine() }
      json.endArray()
    } read: { cursor throws(JSONError) in
      let end: StaticString = layout == .closedLines ? "\n]" : "]"
      var items: [Item] = []
      try cursor.expect("[")
      if cursor.take(end) { return items }
      repeat {
        if layout != .inline { try cursor.expect("\n") }
        items.append(try item.read(&cursor))
      } while cursor.take(",")
      try cursor.expect(end)
      return items
    }
  }
}

/// How the items of a list stand in a compact document.
enum ListLayout: Sendable {
  case inline
  /// Each on a line of its own.
  case lines
  /// The same, and the bracket behind the last one.
  case closedLines
}

extension Codec where Value: Sendable {
  /// Items that one core writes at a time, and so many times that they may wait in memory.
  private static var block: Int { 512 }
  private static var batch: Int { 64 * block }

  /// On all cores where there are many: of an impact there are thousands, and where one thing
  /// happens to everybody, everybody is named.
  fileprivate func write(
    _ items: [Value], _ layout: ListLayout, _ json: inout JSONWriter, _ sink: ReportSink
  ) throws {
    guard items.count > Self.block, let empty = json.part else {
      return try write(items[...], layout, &json, sink)
    }
    for start in stride(from: 0, to: items.count, by: Self.batch) {
      let end = min(items.count, start + Self.batch)
      let parts = AllCores.map((end - start + Self.block - 1) / Self.block) { index in
        Result {
          let first = start + index * Self.block
          var part = empty
          part.reserveCapacity(256 * Self.block)
          try write(items[first..<min(end, first + Self.block)], layout, &part) { _ in }
          return part
        }
      }
      for part in parts {
        json.append(try part.get())
        try json.flush(to: sink)
      }
    }
  }

  private func write(
    _ items: ArraySlice<Value>, _ layout: ListLayout, _ json: inout JSONWriter, _ sink: ReportSink
  ) throws {
    for item in items {
      if layout != .inline { json.beginLine() }
      try write(item, &json, sink)
      try json.flush(to: sink)
    }
  }
}
