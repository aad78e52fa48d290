internal import KeyformCore

/// Product keys. `value` holds the key of every kind that has one; for public kinds it is part of
/// the value, for secret ones it travels beside it.
struct KeyMapping: RowMapping {
  enum List: CaseIterable, Sendable { case products, architectures, labels }

  static let table = SQLSchema.productKey
  static let fields = ProductKey.storedFields

  static func shape(of list: List) -> ListShape {
    switch list {
    case .products: ListShape(SQLSchema.productKeyProduct)
    case .architectures: ListShape(SQLSchema.productKeyArchitecture)
    case .labels: .labels(of: .key)
    }
  }

  let project: String
  private var products = InternedList<ProductID>()
  private var architectures = InternedList<WrittenArchitecture>()

  init(project: String) { self.project = project }

  /// What a secret's row says of its value, as people may have changed one without the other.
  ///
  /// The value itself tells, also where its columns stayed what they were. A tail that disagrees
  /// with value and check value was changed alone, and stays for a plan to put right, as does what is
  /// missing. Without its value a key has no identity, whatever the columns say: a plan brings it
  /// back. Only a key that never had a value has a tail and no check value.
  static func settle(_ row: inout StoredRow<ProductKey>, isWithheld: Bool) {
    guard row.value.isSecret else {
      row.value.publicValue = row.material
      return
    }
    if isWithheld { return }
    guard let material = row.material else {
      if row.value.identity != nil { (row.value.tail, row.value.check) = (nil, nil) }
      return
    }
    guard let check = row.value.check else { return }
    row.value.check = KeyCheck(of: material)
    if row.value.tail != nil, check != row.value.check { row.value.tail = material.tail }
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
