internal import KeyformCore

extension RowReader {
  /// Reads the columns of a field, which an absent value leaves as it is. `project` is the one that
  /// refers to keys.
  mutating func read<Value: Managed>(
    _ coding: FieldCoding<Value>, isRequired: Bool, into row: inout StoredRow<Value>,
    of project: String
  ) throws(TargetError) {
    switch coding {
    case .text(let place), .release(let place):
      if let text = text() { place.set(text, of: &row.value) }
    case .requiredText(let place), .entryName(let place):
      place.set(try requiredText(), of: &row.value)
    case .count(let place, _): if let count = try count() { place.set(count, of: &row.value) }
    case .number(let place, _): place.set(try requiredCount(), of: &row.value)
    case .flag(let place): if let flag = try flag() { place.set(flag, of: &row.value) }
    case .protection(let place):
      if let flag = try flag() { place.set(flag, of: &row.value) }
    case .word(let words):
      try word(isRequired || words.usual != nil) { words.set($0, &row.value) }
    case .product(let place):
      if let text = isRequired ? try requiredText() : text() {
        place.set(ProductID(text), of: &row.value)
      }
    case .names(let place), .patterns(let place), .slugs(let place):
      if let list = list() { place.set(list, of: &row.value) }
    case .key(let place):
      let owner = try requiredText()
      place.set(
        KeyReference(project: owner, name: try requiredText(), from: project), of: &row.value)
    case .use(let place): if let use = try use() { place.set(use, of: &row.value) }
    case .requiredUse(let place):
      guard let use = try use() else { throw damaged("its use is missing") }
      place.set(use, of: &row.value)
    case .observed(let place):
      if let count = try count() { place.set(Observation(count: count, asOf: nil), of: &row.value) }
    case .observedOn(let place):
      guard let day = try day() else { return }
      let isCounted = place.update(&row.value) { observation in
        observation = observation.map { Observation(count: $0.count, asOf: day) }
        return observation != nil
      }
      if !isCounted { throw damaged("a day without its count") }
    case .value:
      row.material = try key()
      if text() != nil { throw damaged("it is sealed, which this Keyform cannot read") }
    case .tail(let place): place.set(try parsed(KeyTail.init(_:)), of: &row.value)
    case .check(let place): place.set(try parsed(KeyCheck.init(_:)), of: &row.value)
    case .quantity(let place): place.set(try quantity(), of: &row.value)
    case .products, .architectures, .keys, .labels: break
    }
  }

  /// Two columns, one for each use; nil where neither is said.
  private mutating func use() throws(TargetError) -> KeyUse? {
    let installation = try flag()
    let activation = try flag()
    guard let installation, let activation else {
      if installation != nil || activation != nil { throw damaged("half a use") }
      return nil
    }
    var use: KeyUse = []
    if installation { use.insert(.installation) }
    if activation { use.insert(.activation) }
    return use
  }

  private mutating func quantity() throws(TargetError) -> Quantity? {
    let count = try count()
    guard try flag() ?? false else { return count.map(Quantity.count) }
    if count != nil { throw damaged("quantity is a count and unlimited") }
    return .unlimited
  }
}

extension RowBinder {
  /// Binds the columns of a field; false where the entry does not state it. Throws where the table
  /// could not hold what the entry says.
  mutating func write<Value: Managed>(
    _ coding: FieldCoding<Value>, of entry: UnsafePointer<Value>, material: KeyMaterial?,
    project: String
  ) throws(TargetError) -> Bool {
    switch coding {
    case .text(let place), .release(let place): text(place.get(entry))
    case .requiredText(let place), .entryName(let place): text(place.get(entry))
    case .count(let place, _): count(place.get(entry))
    case .number(let place, _): count(place.get(entry))
    case .flag(let place): flag(place.get(entry))
    case .protection(let place): flag(place.get(entry))
    case .word(let words):
      let word = words.get(entry)
      text(word)
      return word != nil
    case .product(let place):
      let product = place.get(entry)
      text(product?.text)
      return product != nil
    case .names(let place), .patterns(let place), .slugs(let place): list(place.get(entry))
    case .key(let place):
      text(place.get(entry).project ?? project)
      text(place.get(entry).name)
    case .use(let place): write(place.get(entry))
    case .requiredUse(let place): write(place.get(entry))
    case .observed(let place): count(place.get(entry)?.count)
    case .observedOn(let place): text(place.get(entry)?.asOf?.description)
    case .value:
      KeyMapping.write(material, to: &self)
      text(nil)
    case .tail(let place): text(place.get(entry)?.text)
    case .check(let place): text(place.get(entry)?.text)
    case .quantity(let place):
      switch place.get(entry) {
      case nil: write(count: nil)
      case .count(let count): write(count: count)
      case .unlimited: write(count: nil, isUnlimited: true)
      case .misstated:
        try refuse(entry, "its quantity is no count")
        write(count: nil)
      }
    case .products, .architectures, .keys, .labels: break
    }
    return true
  }

  /// Throws where a row has to be complete.
  func refuse<Value: Managed>(
    _ entry: UnsafePointer<Value>, _ problem: String
  ) throws(TargetError) {
    if takesIncomplete { return }
    throw .refused(row: entry.pointee.address.description, problem: problem)
  }

  private mutating func write(_ use: KeyUse?) {
    flag(use?.contains(.installation))
    flag(use?.contains(.activation))
  }

  private mutating func write(count: Int?, isUnlimited: Bool = false) {
    self.count(count)
    flag(isUnlimited)
  }
}
