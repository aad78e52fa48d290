import KeyformCore

/// A value for every field of every kind, in the shown form, made from what the field holds.
enum Samples {
  static func value<Value>(_ field: EntryField<Value>) -> FieldValue { value(field, 1) }

  /// Another one that the field takes.
  static func other<Value>(_ field: EntryField<Value>) -> FieldValue { value(field, 2) }

  private static func value<Value>(_ field: EntryField<Value>, _ number: Int) -> FieldValue {
    switch field.coding {
    case .text, .requiredText, .release, .entryName:
      .text("\(field.name) äöü\nsecond line, \(number)")
    case .count(_, let minimum): .count(minimum + 400 + number)
    case .number(_, let usual): .count(usual + number)
    case .flag: .flag(number == 1)
    case .protection: number == 1 ? .flag(true) : .none
    case .word(let words): .text(words.all[number])
    case .product: .text("windows-1\(number)/enterprise")
    case .products: .list(["windows-10/enterprise", "windows-11/pro-\(number)"])
    case .architectures: .list(["amd64", "sparc-\(number)"])
    case .names, .slugs: .list(["berlin", "munich-\(number)"])
    case .patterns: .list(["site-*", "berlin-\(number)"])
    case .key: .text("platform:win1\(number)-mak")
    case .keys: .list(["csvlk-2025", "platform:csvlk-\(number)"])
    case .use, .requiredUse: .list(number == 1 ? KeyUse.words : ["activation"])
    case .observed: .count(411 + number)
    case .observedOn: .text("2026-11-0\(number)")
    case .value:
      .text(number == 1 ? "W269N-WFGWX-YVC9B-4J6C9-T83GX" : "NPPR9-FWDCX-D2C8J-H872K-2YT43")
    case .tail: .text(number == 1 ? "2YT43" : "2YT44")
    case .check: .text("9f\(number)")
    case .quantity: .count(500 + number)
    case .labels: .list(["cost=4711", "site=a=b\(number)"])
    }
  }

  static func key(_ name: String = "win11") throws -> ProductKey { try full(name) { value($0) } }
  static func deployment(_ name: String = "berlin") throws -> Deployment {
    try full(name) { value($0) }
  }
  static func binding(_ name: String = "licence") throws -> Binding { try full(name) { value($0) } }
  static func host(_ name: String = "kms") throws -> KMSHost { try full(name) { value($0) } }
  static func directory(_ name: String = "forest") throws -> Directory {
    try full(name) { value($0) }
  }

  /// An entry with every field set.
  static func full<Value: Managed>(
    _ name: String, _ value: (EntryField<Value>) -> FieldValue
  ) throws -> Value {
    var made = Value(name: name)
    for field in Value.fields where !made.set(field, to: value(field)) {
      throw Refused(field: field.name)
    }
    return made
  }

  struct Refused: Error { let field: String }
}

extension Entry {
  /// An entry that comes from no file.
  convenience init(stored value: Value) { self.init(value, origin: .none) }
}
