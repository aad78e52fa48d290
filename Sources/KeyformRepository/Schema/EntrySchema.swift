internal import KeyformCore

/// How the entries of a kind stand in files: their fields, and what files alone say of them.
final class EntrySchema<Value: Managed>: Sendable {
  let resource: ResourceSchema
  /// What each field of the list says.
  let parts: [Part]
  let groups: [Group]
  /// `a key`, for messages.
  let what: String

  enum Part: Sendable {
    case field(Coded)
    /// A mapping whose members are fields, by its place among ``groups``.
    case group(Int)
    case file(FileField)
  }

  struct Group: Sendable {
    let list: FieldList
    let fields: [Coded]
  }

  /// `slot` is the field's place among the values of the entry before.
  typealias Coded = (coding: FieldCoding<Value>, slot: Int)

  /// `groups` says what the mappings mean that fields with a dot in their names stand in. Some fields
  /// stand elsewhere in files than in plans: `places` has what each is behind, `extra` the same for
  /// those of files alone.
  init(
    _ description: String, groups: [String: String] = [:],
    extra: [(FileField, behind: String)] = [], places: [(String, behind: String)] = []
  ) {
    var all: [(spec: FieldSpec, part: Part)] = []
    var mappings: [Group] = []
    for (slot, field) in Value.fields.enumerated() {
      if field.name == field.written {
        let spec = FieldSpec(
          field.name, field.coding.fileType, field.meaning, required: field.isRequired)
        all.append((spec, .field((field.coding, slot))))
      } else if let meaning = groups[field.written], all.last?.spec.name != field.written {
        let group = Self.group(field.written)
        let spec = FieldSpec(field.written, .fields(group.list.specs), meaning)
        all.append((spec, .group(mappings.count)))
        mappings.append(group)
      }
    }
    func insert(_ spec: FieldSpec, _ part: Part, behind name: String) {
      let place = all.firstIndex { $0.spec.name == name }.map { $0 + 1 }
      all.insert((spec, part), at: place ?? all.count)
    }
    for (field, name) in extra + [(.ignore, behind: "labels")] {
      insert(field.spec, .file(field), behind: name)
    }
    for field in [FileField.was, .notBefore, .retireOn] { all.append((field.spec, .file(field))) }
    for (name, other) in places {
      guard let place = all.firstIndex(where: { $0.spec.name == name }) else { continue }
      let (spec, part) = all.remove(at: place)
      insert(spec, part, behind: other)
    }
    resource = ResourceSchema(Value.kind, all.map(\.spec), description)
    parts = all.map(\.part)
    self.groups = mappings
    what = "a \(Value.kind.rawValue)"
  }

  private static func group(_ name: String) -> Group {
    let members = Value.fields.enumerated().filter { $1.written == name }
    let specs = members.map { _, field in
      FieldSpec(String(field.name.dropFirst(name.count + 1)), field.coding.fileType, field.meaning)
    }
    return Group(list: FieldList(specs), fields: members.map { ($1.coding, $0) })
  }

  /// Whether a field is among `seen`, even if it could not be read.
  func holds(_ name: String, _ seen: UInt64) -> Bool {
    resource.fields.firstIndex { $0.name == name }.map { seen & 1 << UInt64($0) != 0 } ?? false
  }
}

extension FieldCoding {
  /// The shape that it has in YAML.
  fileprivate var fileType: FieldType {
    switch self {
    case .text, .requiredText, .release, .entryName, .product, .value: .text
    case .count(_, let minimum): .count(minimum: minimum)
    case .number: .count(minimum: 0)
    case .flag, .protection: .flag
    case .word(let words): .word(words.all)
    case .products, .names, .patterns: .list(.text, minimum: 1)
    case .architectures(_, let isList): isList ? .list(.text, minimum: 1) : .oneOrList(.text)
    case .slugs: .list(.pattern(EntryName.pattern), minimum: 1)
    case .key: .pattern(EntryName.reference)
    case .keys: .oneOrList(.pattern(EntryName.reference))
    case .use, .requiredUse: .list(.word(KeyUse.words), minimum: 1)
    case .observed: .fields(ObservationField.allCases.map(\.spec))
    case .observedOn: .date
    case .tail: .pattern("^[BCDFGHJKMPQRTVWXY2346789Nbcdfghjkmpqrtvwxyn]{5}$")
    case .check: .pattern("^[0-9a-fA-F]{3}$")
    case .quantity: .quantity
    case .labels: .map(.entries, .orEmpty(.text))
    }
  }
}
