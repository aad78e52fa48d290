internal import KeyformCatalog
internal import KeyformCore
internal import KeyformYAML

extension FileDecoder {
  /// Decodes the fields of an entry that begins at `origin`. `complete` is told which of them are
  /// there, a bit for each.
  func entry<Value: Managed>(
    _ schema: EntrySchema<Value>, _ name: String, _ origin: EntryOrigin, _ isPresent: Bool,
    _ complete: (inout Value, _ seen: UInt64) -> Void
  ) -> Entry<Value> {
    var value = Value(name: name)
    var seen: UInt64 = 0
    while isPresent,
      let index = cursor.nextField(schema.resource.list, seen: &seen, of: schema.what)
    {
      let name = schema.resource.list.specs[index].name
      switch schema.parts[index] {
      case .field(let field): decode(field, name, into: &value)
      case .group(let index): decode(schema.groups[index], name, into: &value)
      case .file(let field): decode(field, of: value.name)
      }
    }
    complete(&value, seen)
    return Entry(value, origin: origin, ignores: ignores, secret: secret, flaws: flaws, was: was)
  }

  private func decode<Value>(
    _ group: EntrySchema<Value>.Group, _ name: String, into value: inout Value
  ) {
    guard cursor.enterMapping("`\(name)`") else { return }
    var seen: UInt64 = 0
    while let index = cursor.nextField(group.list, seen: &seen, of: "`\(name)`") {
      decode(group.fields[index], group.list.specs[index].name, in: name, into: &value)
    }
  }

  /// What files alone say goes beside the value.
  private func decode(_ field: FileField, of name: String) {
    switch field {
    case .secret: secret = decodeSecret()
    case .keys: decodeShortBindings(name)
    case .ignore: ignores = decodeIgnores()
    case .was: was = decodeFormerName()
    case .notBefore, .retireOn: break
    }
  }

  /// Reads the current value of a field, in the mapping `group` if there is one.
  private func decode<Value>(
    _ field: EntrySchema<Value>.Coded, _ name: String, in group: String? = nil,
    into value: inout Value
  ) {
    let slot = field.slot
    switch field.coding {
    case .text(let place):
      place.set(text(name, slot: slot, path: group.map { [$0, name] }), of: &value)
    case .release(let place):
      releaseMark = cursor.reader.mark
      place.set(text(name, slot: slot), of: &value)
    case .requiredText(let place):
      if let text = text(name, slot: slot) { place.set(text, of: &value) }
    case .entryName(let place):
      if let text = cursor.text(name) { place.set(text, of: &value) }
    case .count(let place, let minimum):
      place.set(cursor.count(name, minimum: minimum), of: &value)
    case .number(let place, _):
      if let count = cursor.count(name) { place.set(count, of: &value) }
    case .flag(let place): place.set(cursor.flag(name), of: &value)
    case .protection(let place): place.set(cursor.flag(name) ?? false, of: &value)
    case .word(let words): cursor.word(name, words.all) { words.set($0, &value) }
    case .product(let place):
      let product = product(
        group ?? name, path: group.map { [$0, name] } ?? [name], needsEdition: true)
      place.set(product, of: &value)
    case .products(let place, let needsEdition):
      place.set(products(name, needsEdition: needsEdition), of: &value)
    case .architectures(let place, let isList):
      place.set(architectures(name, isList: isList), of: &value)
    case .names(let place): place.set(Array(Set(cursor.texts(name))).sorted(), of: &value)
    case .patterns(let place):
      let texts = cursor.texts(name) { text(name, slot: slot, path: [name, String($0)]) }
      place.set(texts, of: &value)
    case .slugs(let place): place.set(slugs(name), of: &value)
    case .key(let place): if let key = reference(name) { place.set(key, of: &value) }
    case .keys(let place): place.set(references(name), of: &value)
    case .use(let place): place.set(cursor.use(name), of: &value)
    case .requiredUse(let place): place.set(cursor.use(name) ?? [], of: &value)
    case .observed(let place): place.set(cursor.observation(name), of: &value)
    // Stands in the mapping of its count.
    case .observedOn: break
    case .value: keyReading = cursor.text(name).map { KeyReading($0) }
    case .tail(let place): place.set(tail(name), of: &value)
    case .check(let place): place.set(check(name), of: &value)
    case .quantity(let place): place.set(quantity(name), of: &value)
    case .labels(let place): place.set(labels(name), of: &value)
    }
  }

  private func labels(_ field: String) -> [Label] {
    var labels: [Label] = []
    cursor.map(field, absent: .leftOut) { name, mark in
      guard EntryName.isValid(name) else {
        cursor.report(.badName, at: mark, "`\(name)` is no label name", EntryName.rule)
        cursor.skip()
        return
      }
      guard !EntryName.isLikeKey(name) else {
        cursor.report(
          .badName, at: mark, "a label is called what looks like a product key",
          "Names are shown everywhere: choose another.")
        cursor.skip()
        return
      }
      if let value = text(name, slot: RepeatedValues.label, path: [field, name]) {
        labels.append(Label(name: name, value: value))
      }
    }
    return labels.count > 1 ? labels.sorted() : labels
  }

  /// One or, unless they are always a list, several; sorted.
  private func architectures(_ field: String, isList: Bool) -> [WrittenArchitecture] {
    var architectures: [WrittenArchitecture] = []
    func add(_ index: Int) {
      let slot = RepeatedValues.architecture
      guard let text = cursor.text(field, reusing: memo.pointee.texts[slot]) else { return }
      memo.pointee.texts[slot] = text
      architectures.append(WrittenArchitecture(text))
    }
    if isList { cursor.list(field, add) } else { cursor.oneOrList(field, add) }
    return architectures.count > 1 ? Array(Set(architectures)).sorted() : architectures
  }

  /// Slugs such as office-ltsc-2024: a target keeps the list in one column, joined by blanks.
  private func slugs(_ field: String) -> [String] {
    var slugs: [String] = []
    cursor.list(field) { _ in
      guard let slug = cursor.text(field) else { return }
      if EntryName.isValid(slug) {
        slugs.append(slug)
      } else {
        cursor.report(.badName, "`\(slug)` is no name of a licence pack", EntryName.rule)
      }
    }
    return Array(Set(slugs)).sorted()
  }

  /// One name or a list, sorted.
  private func references(_ field: String) -> [KeyReference] {
    var keys: [KeyReference] = []
    cursor.oneOrList(field) { _ in
      if let key = reference(field) { keys.append(key) }
    }
    return keys.count > 1 ? Array(Set(keys)).sorted() : keys
  }

  /// A reference to a key, of this project or of another one.
  private func reference(_ field: String) -> KeyReference? {
    cursor.text(field).flatMap { keyReference($0, at: cursor.reader.mark) }
  }

  /// Names of this project's keys are checked where they are looked up.
  func keyReference(_ text: String, at mark: YAMLPosition) -> KeyReference? {
    let reference = KeyReference(text)
    guard let other = reference.project else { return reference }
    if EntryName.isValid(other), EntryName.isValid(reference.name) {
      return reference.seen(from: project)
    }
    cursor.report(
      .badName, at: mark, "`\(text)` is no reference to a key of another project",
      "Write project:name, such as platform:win11-ent-mak.")
    return nil
  }
}
