internal import KeyformCatalog
internal import KeyformCore
internal import KeyformYAML

extension FileDecoder {
  /// Whether a field was written, even if it could not be read or its name was misspelt.
  func isSaid<Value>(_ field: String, _ schema: EntrySchema<Value>, _ seen: UInt64) -> Bool {
    schema.holds(field, seen) || cursor.misspelt.contains(field)
  }

  private func isSaid(_ field: String, _ seen: UInt64) -> Bool {
    isSaid(field, ResourceSchema.keys, seen)
  }

  func decodeSecret() -> SecretReference? {
    guard cursor.enterMapping("`secret`") else { return nil }
    let mark = cursor.reader.mark
    var seen: UInt64 = 0
    var environment: String?
    var file: String?
    var entry: String?
    while let index = cursor.nextField(SecretField.list, seen: &seen, of: "`secret`"),
      let field = SecretField(rawValue: index)
    {
      switch field {
      case .env: environment = text("env", slot: RepeatedValues.env, path: ["secret", "env"])
      case .file: file = text("file", slot: RepeatedValues.file, path: ["secret", "file"])
      case .entry: entry = text("entry", slot: RepeatedValues.entry, path: ["secret", "entry"])
      case .sealed, .command: break
      }
    }
    if [environment, file, entry].contains(where: { $0.map(EntryName.isLikeKey) ?? false }) {
      cursor.report(
        .contradiction, at: mark, "`secret` holds what looks like a product key",
        "Write where the value is kept, never the value: plans name the place.")
      return nil
    }
    switch (environment, file, entry) {
    case ("", _, _), (_, "", _), (_, _, ""):
      cursor.report(
        .contradiction, at: mark, "`secret` names nothing",
        "Write the name of the environment variable, the path or the entry.")
      return nil
    case (let name?, nil, nil): return .environment(name)
    case (nil, let file?, nil): return .file(file)
    case (nil, let file?, let name?): return .entry(file: file, name: name)
    default:
      // What was reported inside is why no source is left.
      if cursor.hasProblem(since: mark) { return nil }
      cursor.report(
        .contradiction, at: mark, "`secret` does not name one source",
        "Write {env: NAME}, {file: PATH}, or {file: PATH, entry: NAME}.")
      return nil
    }
  }

  func tail(_ field: String) -> KeyTail? {
    guard let text = cursor.text(field) else { return nil }
    if let tail = KeyTail(text) { return tail }
    cursor.report(
      .unknownWord, "`\(field)` is not five characters of a key",
      "Write the last five characters as Windows shows them, or run `keyform record`.")
    return nil
  }

  func check(_ field: String) -> KeyCheck? {
    guard let text = cursor.text(field) else { return nil }
    if let check = KeyCheck(text) { return check }
    cursor.report(
      .unknownWord, "`\(field)` is not three hex digits", "Run `keyform record` to write it.")
    return nil
  }

  /// A count, `unlimited`, or something that rule CNT010 refuses.
  func quantity(_ field: String) -> Quantity? {
    guard cursor.isScalar else {
      cursor.wrongType(field, "a number")
      return nil
    }
    if cursor.reader.isPlain, let count = cursor.reader.decimal, count > 0,
      count <= FieldCursor.maximumCount
    {
      return .count(count)
    }
    let text = cursor.reader.text
    switch text {
    case "unlimited": return .unlimited
    case "0", "-1", "": return .misstated(text)
    default:
      cursor.report(
        .badCount, "`\(field)` is not a count",
        "Write decimal digits without quotes, sign or separators, or the word unlimited.")
      return nil
    }
  }

  /// Fills in what the catalogue knows of a public key, and tail and check value of any value.
  func complete(_ key: inout ProductKey, _ seen: UInt64, at mark: YAMLPosition) {
    if key.keyKind == nil, isMisshapen || cursor.reader.isDamaged || isSaid("kind", seen) {
      note { $0.kindIsMisstated = true }
    }
    switch keyReading {
    case .key(let material):
      note { $0.valueIsWritten = true }
      if key.isSecret {
        // Kept for the checks that need it; rule SEC001 refuses it in the file.
        note { $0.writtenSecret = material }
      } else {
        key.publicValue = material
      }
    case .flawed(let flaw):
      note {
        $0.valueIsWritten = true
        $0.value = flaw
      }
    case nil: break
    }
    guard let kind = key.keyKind, kind.isPublic else { return }
    if secret != nil {
      cursor.report(
        .contradiction, at: mark, "a \(kind.rawValue) needs no `secret`",
        "Microsoft publishes its value: remove `secret`, the catalogue fills the value in.")
    }
    if keyReading == nil, !isSaid("value", seen) {
      if key.products.isEmpty, isSaid("products", seen) { return }
      fillValue(&key, kind, at: mark)
    }
    if let material = key.publicValue {
      if key.products.isEmpty, !isSaid("products", seen) { fillProducts(&key, material) }
      checkRecorded(key, material, at: mark)
      key.tail = material.tail
      key.check = KeyCheck(of: material)
    }
  }

  private func fillValue(_ key: inout ProductKey, _ kind: KeyKind, at mark: YAMLPosition) {
    guard flaws?.products.isEmpty ?? true else { return }
    // That an edition has no volume keys at all is rule KIND007's to say.
    if catalog.hasNoVolumeKeys(forAny: key.products) { return }
    guard !key.products.isEmpty else {
      cursor.report(
        .missingField, at: mark, "\(kind.rawValue) lacks `products`",
        "Name the products, or write `value`: the catalogue needs one of them.")
      return
    }
    let common = catalog.commonValues(kind: kind, products: key.products)
    if common.count == 1, let only = common.first {
      key.publicValue = only
      return
    }
    let names = key.products.map(\.text).joined(separator: ", ")
    let problem =
      common.isEmpty
      ? "the catalogue has no \(kind.rawValue) for \(names)"
      : "the catalogue has \(common.count) keys for \(names)"
    let hint =
      common.isEmpty
      ? "Check kind and products with `keyform catalog list`, or write `value`."
      : "Name the release too, as in windows-server-sac/standard@1803, or write `value`."
    cursor.report(.missingField, at: mark, problem, hint)
  }

  /// Tail and check value of a public key follow from its value.
  private func checkRecorded(_ key: ProductKey, _ material: KeyMaterial, at mark: YAMLPosition) {
    let identity = KeyIdentity(of: material)
    guard
      key.tail ?? identity.tail != identity.tail || key.check ?? identity.check != identity.check
    else { return }
    cursor.report(
      .contradiction, at: mark, "`tail` or `check` is not that of the key's value",
      "The value is \(identity): remove `tail` and `check`, they follow from it.")
  }

  private func fillProducts(_ key: inout ProductKey, _ material: KeyMaterial) {
    guard let known = catalog.publicKey(material) else { return }
    key.products = Array(Set(known.rows.map(\.product))).sorted()
  }
}
