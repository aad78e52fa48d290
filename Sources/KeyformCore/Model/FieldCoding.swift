/// What a field holds, and where in the entry: each module knows how it is read and written. No
/// case counts references: loops over entries copy one for every field.
package enum FieldCoding<Value>: Sendable {
  /// Free text, watched for keys in clear text.
  case text(Property<Value, String?>)
  case requiredText(Property<Value, String>)
  /// The release of a product, which `os` may name too.
  case release(Property<Value, String?>)
  /// The name of another entry.
  case entryName(Property<Value, String>)
  case count(Property<Value, Int?>, minimum: Int = 0)
  /// A count that goes without saying where it is `usual`.
  case number(Property<Value, Int>, usual: Int)
  case flag(Property<Value, Bool?>)
  /// A flag that is off unless said.
  case protection(Property<Value, Bool>)
  case word(Words<Value>)
  /// A product with its edition.
  case product(Property<Value, ProductID?>)
  /// Sorted; in a table of their own.
  case products(Property<Value, [ProductID]>, needsEdition: Bool)
  /// Sorted; in a table of their own. One may stand for itself, unless they are always a list.
  case architectures(Property<Value, [WrittenArchitecture]>, isList: Bool)
  /// Names of entries, sorted; in one column, as patterns and slugs.
  case names(Property<Value, [String]>)
  /// In the order written.
  case patterns(Property<Value, [String]>)
  /// Names of the form that entries have, sorted.
  case slugs(Property<Value, [String]>)
  /// In two columns: project and name.
  case key(Property<Value, KeyReference>)
  /// Sorted, one or a list; in a table of their own.
  case keys(Property<Value, [KeyReference]>)
  /// In two columns: for installation and for activation.
  case use(Property<Value, KeyUse?>)
  case requiredUse(Property<Value, KeyUse>)
  /// The count of an observation; the field behind it is its day.
  case observed(Property<Value, Observation?>)
  case observedOn(Property<Value, Observation?>)
  /// The value of a public key. In two columns, which hold secret values too.
  case value(Property<Value, KeyMaterial?>)
  case tail(Property<Value, KeyTail?>)
  case check(Property<Value, KeyCheck?>)
  /// In two columns: the count, and whether there is no limit.
  case quantity(Property<Value, Quantity?>)
  /// Sorted; in the table of all kinds.
  case labels(Property<Value, [Label]>)
}

/// A field that holds one of a closed list of words. It lasts as long as the process, as the fields
/// of all kinds do: so a copy counts no references.
package struct Words<Value>: Sendable {
  private final class Storage: Sendable {
    let all: [String]
    let usual: String?
    let get: @Sendable (UnsafePointer<Value>) -> String?
    let set: @Sendable (String?, inout Value) -> Bool

    init(
      _ all: [String], _ usual: String?, get: @escaping @Sendable (UnsafePointer<Value>) -> String?,
      set: @escaping @Sendable (String?, inout Value) -> Bool
    ) {
      (self.all, self.usual, self.get, self.set) = (all, usual, get, set)
    }
  }

  private let storage: Unmanaged<Storage>

  init<Word: CaseIterable & RawRepresentable<String> & Sendable>(
    _ path: WritableKeyPath<Value, Word?>
  ) {
    let property = Property(path)
    let all = Word.allCases.map(\.rawValue)
    let storage = Storage(all, nil, get: { property.get($0)?.rawValue }) { text, value in
      let word = text.flatMap(Word.init(rawValue:))
      guard (word == nil) == (text == nil) else { return false }
      property.set(word, of: &value)
      return true
    }
    self.storage = .passRetained(storage)
  }

  init<Word: CaseIterable & RawRepresentable<String> & Sendable>(
    _ path: WritableKeyPath<Value, Word>, usual: Word
  ) {
    let property = Property(path)
    let all = Word.allCases.map(\.rawValue)
    let storage = Storage(all, usual.rawValue, get: { property.get($0).rawValue }) { text, value in
      guard let word = text.flatMap(Word.init(rawValue:)) else { return false }
      property.set(word, of: &value)
      return true
    }
    self.storage = .passRetained(storage)
  }

  package var all: [String] { storage.takeUnretainedValue().all }
  /// What goes without saying; nil: nothing does.
  package var usual: String? { storage.takeUnretainedValue().usual }

  package func get(_ entry: UnsafePointer<Value>) -> String? {
    storage.takeUnretainedValue().get(entry)
  }

  /// Nil leaves it unsaid, where that may be. Answers whether the word is one of them; nothing is
  /// changed where it is not.
  package func set(_ word: String?, _ entry: inout Value) -> Bool {
    storage.takeUnretainedValue().set(word, &entry)
  }

  package func of(_ value: Value) -> String? { withUnsafePointer(to: value) { get($0) } }
}

extension FieldCoding {
  /// The form that plans, journals and reports share. Loops over entries take the pointer once for
  /// all fields of an entry: it may copy the whole.
  package func shown(_ entry: UnsafePointer<Value>) -> FieldValue {
    switch self {
    case .text(let field), .release(let field): FieldValue(field.get(entry))
    case .requiredText(let field), .entryName(let field): .text(field.get(entry))
    case .count(let field, _): FieldValue(field.get(entry))
    case .number(let field, _): .count(field.get(entry))
    case .flag(let field): FieldValue(field.get(entry))
    // Absent unless protected: that is what goes without saying.
    case .protection(let field): field.get(entry) ? .flag(true) : .none
    case .word(let words): FieldValue(words.get(entry))
    case .product(let field): FieldValue(field.get(entry)?.text)
    case .products(let field, _): FieldValue(field.get(entry).map(\.text))
    case .architectures(let field, _): FieldValue(field.get(entry).map(\.text))
    case .names(let field), .patterns(let field), .slugs(let field): FieldValue(field.get(entry))
    case .key(let field): .text(field.get(entry).description)
    case .keys(let field): FieldValue(field.get(entry).map(\.description))
    case .use(let field): field.get(entry).map { .list($0.words) } ?? .none
    case .requiredUse(let field): .list(field.get(entry).words)
    case .observed(let field): FieldValue(field.get(entry)?.count)
    case .observedOn(let field): FieldValue(field.get(entry)?.asOf)
    case .value(let field): FieldValue(field.get(entry)?.reveal())
    case .tail(let field): FieldValue(field.get(entry)?.text)
    case .check(let field): FieldValue(field.get(entry)?.text)
    case .quantity(let field): FieldValue(field.get(entry))
    case .labels(let field): FieldValue(field.get(entry).map(\.text))
    }
  }

  /// The way back, by which saved plans come in: whether the value fits. Nothing is changed where
  /// it does not.
  package func assign(_ shown: FieldValue, to value: inout Value) -> Bool {
    switch self {
    case .text(let field), .release(let field): field.update(&value) { shown.assign(&$0) }
    case .requiredText(let field), .entryName(let field):
      field.update(&value) { shown.assign(required: &$0) { $0 } }
    case .count(let field, _): field.update(&value) { shown.assign(&$0) }
    case .number(let field, _): field.update(&value) { shown.assign(count: &$0) }
    case .flag(let field): field.update(&value) { shown.assign(&$0) }
    case .protection(let field): field.update(&value) { shown.assign(protection: &$0) }
    case .word(let words):
      shown == .none
        ? words.set(nil, &value) : shown.string.map { words.set($0, &value) } ?? false
    case .product(let field): field.update(&value) { shown.assign(&$0) { ProductID($0) } }
    case .products(let field, _): field.update(&value) { shown.assign(&$0) { ProductID($0) } }
    case .architectures(let field, _):
      field.update(&value) { shown.assign(&$0) { WrittenArchitecture($0) } }
    case .names(let field), .patterns(let field), .slugs(let field):
      field.update(&value) { shown.assign(&$0) { $0 } }
    case .key(let field):
      field.update(&value) { shown.assign(required: &$0) { KeyReference($0) } }
    case .keys(let field): field.update(&value) { shown.assign(&$0) { KeyReference($0) } }
    case .use(let field): field.update(&value) { shown.assign(&$0) }
    case .requiredUse(let field): field.update(&value) { shown.assign(required: &$0) }
    case .observed(let field): field.update(&value) { shown.assign(count: &$0) }
    case .observedOn(let field): field.update(&value) { shown.assign(day: &$0) }
    case .value(let field):
      field.update(&value) { shown.assign(&$0, KeyMaterial.init(canonical:)) }
    case .tail(let field): field.update(&value) { shown.assign(&$0, KeyTail.init(_:)) }
    case .check(let field): field.update(&value) { shown.assign(&$0, KeyCheck.init(_:)) }
    case .quantity(let field): field.update(&value) { shown.assign(&$0) }
    case .labels(let field): field.update(&value) { shown.assign(labels: &$0) }
    }
  }
}

extension KeyUse {
  /// In the tables of keys and of bindings.
  static let columns = [
    FieldColumn(
      "for_installation", "1: for installation. Of a key: whether it may be; NULL: not said."),
    FieldColumn(
      "for_activation", "1: for activation. Of a key: whether it may be; NULL: not said."),
  ]
}
