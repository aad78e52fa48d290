internal import KeyformCore

/// Product keys. `value` holds the key of every kind that has one; for public kinds it is part of
/// the value, for secret ones it travels beside it.
struct KeyMapping: RowMapping {
  enum List: CaseIterable, Sendable { case products, architectures, labels }

  static let table = SQLSchema.productKey

  static func shape(of list: List) -> ListShape {
    switch list {
    case .products: ListShape(SQLSchema.productKeyProduct)
    case .architectures: ListShape(SQLSchema.productKeyArchitecture)
    case .labels: .labels(of: .key)
    }
  }

  private var kinds = InternedWord<KeyKind>()
  private var states = InternedWord<KeyState>()
  private var days = InternedWord<CalendarDate>()
  private var products = InternedList<ProductID>()
  private var architectures = InternedList<WrittenArchitecture>()

  init(project: String) {}

  mutating func read(_ row: inout RowReader) throws(TargetError) -> StoredRow<ProductKey> {
    var key = ProductKey(name: row.name)
    key.keyKind = try row.requiredWord(&kinds, KeyKind.init(rawValue:))
    key.state = try row.requiredWord(&states, KeyState.init(rawValue:))
    let material = try row.key()
    if row.text() != nil { throw row.damaged("it is sealed, which this Keyform cannot read") }
    key.tail = try row.parsed(KeyTail.init(_:))
    key.check = try row.parsed(KeyCheck.init(_:))
    if key.isSecret, !row.isWithheld { Self.settleIdentity(of: &key, holding: material) }
    let quantity = try row.count()
    let isUnlimited = try row.flag() ?? false
    if isUnlimited, quantity != nil { throw row.damaged("quantity is a count and unlimited") }
    key.quantity = isUnlimited ? .unlimited : quantity.map(Quantity.count)
    key.remaining = try row.observation(&days)
    key.licences = try row.count()
    key.use = try row.use()
    key.hosts = try row.count()
    key.sharedWith = row.list()
    key.agreement = row.text()
    key.annotations = try row.annotations()
    if key.isSecret { return StoredRow(value: key, material: material) }
    key.publicValue = material
    return StoredRow(value: key, material: material)
  }

  /// What a secret's row says of its value, as people may have changed one without the other.
  ///
  /// The value itself tells, also where its columns stayed what they were. A tail that disagrees
  /// with value and check value was changed alone, and stays for a plan to put right, as does what is
  /// missing. Without its value a key has no identity, whatever the columns say: a plan brings it
  /// back. Only a key that never had a value has a tail and no check value.
  private static func settleIdentity(
    of key: inout ProductKey, holding material: KeyMaterial?
  ) {
    guard let material else {
      if key.identity != nil { (key.tail, key.check) = (nil, nil) }
      return
    }
    guard let check = key.check else { return }
    key.check = KeyCheck(of: material)
    if key.tail != nil, check != key.check { key.tail = material.tail }
  }

  mutating func add(
    _ item: ListItem, of list: List, to key: inout ProductKey
  ) throws(TargetError) {
    switch list {
    case .products:
      products.add(item.first, to: &key.products) { ProductID($0) }
    case .architectures:
      architectures.add(item.first, to: &key.architectures) { WrittenArchitecture($0) }
    case .labels: key.annotations.labels.append(Label(item))
    }
  }

  func write(
    _ key: ProductKey, material: KeyMaterial?, to row: inout RowBinder
  ) throws(TargetError) {
    if key.keyKind == nil, !row.takesIncomplete {
      throw .refused(row: key.address.description, problem: "its kind is not stated")
    }
    row.text(key.keyKind?.rawValue)
    row.text(key.state.rawValue)
    Self.write(material, to: &row)
    row.text(nil)
    row.text(key.tail?.text)
    row.text(key.check?.text)
    switch key.quantity {
    case nil:
      row.count(nil)
      row.flag(false)
    case .count(let count):
      row.count(count)
      row.flag(false)
    case .unlimited:
      row.count(nil)
      row.flag(true)
    case .misstated where row.takesIncomplete:
      row.count(nil)
      row.flag(false)
    case .misstated:
      throw .refused(row: key.address.description, problem: "its quantity is no count")
    }
    row.observation(key.remaining)
    row.count(key.licences)
    row.flag(key.use?.contains(.installation))
    row.flag(key.use?.contains(.activation))
    row.count(key.hosts)
    row.list(key.sharedWith)
    row.text(key.agreement)
    row.annotations(key.annotations)
  }

  /// The value alone.
  static func write(_ material: KeyMaterial?, to row: inout RowBinder) {
    row.text(material?.reveal())
  }

  func forEachItem(
    of key: ProductKey, in list: List, _ body: (ListItem) throws(TargetError) -> Void
  ) throws(TargetError) {
    switch list {
    case .products: for product in key.products { try body(ListItem(product.text)) }
    case .architectures:
      for architecture in key.architectures { try body(ListItem(architecture.text)) }
    case .labels: for label in key.annotations.labels { try body(ListItem(label)) }
    }
  }

  static func withoutNewerObservations(_ now: ProductKey, planned: ProductKey) -> ProductKey? {
    guard let seen = now.remaining, seen.isNewer(than: planned.remaining) else { return nil }
    var key = now
    key.remaining = planned.remaining
    return key
  }
}
