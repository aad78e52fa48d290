internal import KeyformCore

/// A list of a managed kind in a table of its own, and the fields whose items it holds. A class, as
/// every row asks for its lists.
final class ListMapping<Value: Managed>: Sendable {
  let shape: ListShape
  /// `role` stands before the item where a table holds several fields, else empty.
  private let fields: [(role: String, coding: FieldCoding<Value>)]

  /// Fields by name, which is the role of those that have one.
  init(
    _ table: TableShape, _ names: [String], hasRoles: Bool = false, prefix: [String] = []
  ) {
    shape = ListShape(table: table, prefix: prefix)
    fields = names.flatMap { name in
      Value.fields.filter { $0.name == name }.map { (hasRoles ? name : "", $0.coding) }
    }
  }

  /// With the labels, which all kinds have.
  static func all(_ lists: [ListMapping]) -> [ListMapping] {
    lists + [ListMapping(SQLSchema.label, ["labels"], prefix: [Value.kind.rawValue])]
  }

  /// Adds one row. Rows come in byte order of the table's key.
  func add(
    _ item: ListItem, to value: inout Value, of project: String, _ recent: inout RecentItems
  ) throws(TargetError) {
    guard let index = fields.firstIndex(where: { $0.role.isEmpty || $0.role == item.first }) else {
      throw damaged(value, "a product has a role that is not known")
    }
    let text = fields[index].role.isEmpty ? item.first : item.second
    switch fields[index].coding {
    // It stands in the entry's own row too.
    case .product(let place):
      guard place.of(value)?.text == text else {
        throw damaged(value, "\(fields[index].role) differs between its two tables")
      }
    case .products(let place, _):
      place.update(&value) { recent.products.add(text, to: &$0) { ProductID($0) } }
    case .architectures(let place, _):
      place.update(&value) { recent.architectures.add(text, to: &$0) { WrittenArchitecture($0) } }
    case .keys(let place):
      place.update(&value) { keys in
        keys.append(KeyReference(project: item.first, name: item.second, from: project))
        // A key of this project has no project in front in the file, but has one in the table.
        keys.sort()
      }
    case .labels(let place):
      place.update(&value) { $0.append(Label(name: item.first, value: item.second)) }
    case .text, .requiredText, .release, .entryName, .count, .number, .flag, .protection, .word,
      .names, .patterns, .slugs, .key, .use, .requiredUse, .observed, .observedOn, .value, .tail,
      .check, .quantity:
      break
    }
  }

  /// Calls `body` for every row.
  func forEachItem(
    of value: Value, of project: String, _ body: (ListItem) throws(TargetError) -> Void
  ) throws(TargetError) {
    try withUnsafePointer(to: value) { (entry) throws(TargetError) in
      for index in fields.indices {
        try forEachItem(of: fields[index].coding, fields[index].role, entry, project, body)
      }
    }
  }

  private func forEachItem(
    of coding: FieldCoding<Value>, _ role: String, _ entry: UnsafePointer<Value>,
    _ project: String, _ body: (ListItem) throws(TargetError) -> Void
  ) throws(TargetError) {
    func item(_ text: String) -> ListItem { role.isEmpty ? ListItem(text) : ListItem(role, text) }
    switch coding {
    case .product(let place): if let product = place.get(entry) { try body(item(product.text)) }
    case .products(let place, _):
      for product in place.get(entry) { try body(item(product.text)) }
    case .architectures(let place, _):
      for architecture in place.get(entry) { try body(item(architecture.text)) }
    case .keys(let place):
      for key in place.get(entry) { try body(ListItem(key.project ?? project, key.name)) }
    case .labels(let place):
      for label in place.get(entry) { try body(ListItem(label.name, label.value)) }
    case .text, .requiredText, .release, .entryName, .count, .number, .flag, .protection, .word,
      .names, .patterns, .slugs, .key, .use, .requiredUse, .observed, .observedOn, .value, .tail,
      .check, .quantity:
      break
    }
  }

  private func damaged(_ value: Value, _ problem: String) -> TargetError {
    .damaged(row: value.address.description, problem: problem)
  }
}

/// A list of a managed kind in a table of its own: project, for labels the kind, the owner's
/// name, and one or two columns for each item.
struct ListShape: Sendable {
  let table: TableShape
  /// What stands before the owner's name: labels of all kinds share a table.
  var prefix: [String] = []

  /// Columns up to the owner's name, and including it.
  var ownerLength: Int { 2 + prefix.count }

  var hasSecondColumn: Bool { table.columns.count > ownerLength + 1 }

  /// The items of every owner, or of those in a list.
  var selectAll: String { table.select(from: ownerLength - 1, by: ownerLength - 1) }
  func selectNamed(_ dialect: SQLDialect) -> String {
    table.select(from: ownerLength - 1, by: ownerLength, in: dialect)
  }
  var deleteOne: TableWrite { TableWrite(.delete(by: ownerLength), table) }
}

/// One row of a list; `second` is empty where the table has one column alone.
struct ListItem: Hashable {
  @Exact private(set) var first: String
  @Exact private(set) var second: String

  init(_ first: String, _ second: String = "") {
    self.first = first
    self.second = second
  }
}

/// The lists of one item last met, by what they hold.
struct RecentItems {
  fileprivate var products = InternedList<ProductID>()
  fileprivate var architectures = InternedList<WrittenArchitecture>()
}

/// Most lists are one item, and the same one, so their rows share it.
private struct InternedList<Item: Sendable>: Sendable {
  private var text = ""
  private var list: [Item] = []

  /// Adds the item of this text to a list.
  mutating func add(_ text: String, to items: inout [Item], _ make: (String) -> Item) {
    if items.isEmpty, !list.isEmpty, text.isExactly(self.text) {
      items = list
      return
    }
    let item = make(text)
    guard items.isEmpty else {
      items.append(item)
      return
    }
    items = [item]
    list = items
    self.text = text
  }
}

extension KeyReference {
  /// What two columns say; a key of the project that refers has no project.
  init(project: String, name: String, from own: String) {
    self.init(project: project == own ? nil : project, name: name)
  }
}
