internal import KeyformCatalog
internal import KeyformCore
internal import KeyformYAML

extension FileDecoder {
  /// A text field, sharing its string with the entry before and watched for keys in clear text.
  /// `slot` is the field's place among the repeated values.
  /// `path` is its path below the entry, where that is more than the field.
  func text(
    _ field: String, slot: Int, path: @autoclosure () -> [String]? = nil
  ) -> String? {
    guard let text = cursor.text(field, reusing: memo.texts[slot]) else { return nil }
    // The same text as before has been looked at before.
    if text.utf8.count >= 25, text != memo.texts[slot], holdsSecretKey(text) {
      let place = path() ?? [field]
      note { $0.keyShapedTexts.append(place) }
      return text
    }
    memo.texts[slot] = text
    return text
  }

  /// Rule SEC001: a key that stands in a text field is a leak, unless Microsoft published it.
  private func holdsSecretKey(_ text: String) -> Bool {
    KeyShape.holdsKey(text) { catalog.publicKey($0) != nil }
  }

  /// Sets one of the fields that every kind has.
  func decodeCommon(
    _ field: CommonField, _ annotations: inout Annotations, _ ignores: inout [Ignore]
  ) {
    switch field {
    case .title: annotations.title = text("title", slot: 24)
    case .owner: annotations.owner = text("owner", slot: 25)
    case .note: annotations.note = text("note", slot: 26)
    case .labels:
      cursor.map("labels", absent: .leftOut) { name, mark in
        guard EntryName.isValid(name) else {
          cursor.report(.badName, at: mark, "`\(name)` is no label name", EntryName.rule)
          cursor.skip()
          return
        }
        if let value = text(name, slot: 27, path: ["labels", name]) {
          annotations.labels.append(Label(name: name, value: value))
        }
      }
      if annotations.labels.count > 1 { annotations.labels.sort() }
    case .ignore: ignores = decodeIgnores()
    case .protected: annotations.isProtected = cursor.flag("protected") ?? false
    case .was: was = decodeFormerName()
    case .notBefore, .retireOn: break
    }
  }

  private func decodeFormerName() -> String? {
    guard let name = cursor.text("was") else { return nil }
    if EntryName.isLikeKey(name) {
      cursor.report(
        .badName, "`was` holds what looks like a product key", "Write the entry's former name.")
      return nil
    }
    if EntryName.isValid(name, maximumLength: EntryName.maximumFormerLength) { return name }
    cursor.report(.badName, "`\(name)` is no name", EntryName.rule)
    return nil
  }

  private func decodeIgnores() -> [Ignore] {
    var ignores: [Ignore] = []
    cursor.map("ignore") { rule, mark in
      guard cursor.enterMapping("`\(rule)` in `ignore`") else { return }
      var seen: UInt64 = 0
      var until: CalendarDate?
      var reason: String?
      while let index = cursor.nextField(ResourceSchema.ignore, seen: &seen, of: "an ignore") {
        if index == 0 {
          until = cursor.date("until")
        } else {
          reason = text("reason", slot: 28, path: ["ignore", rule, "reason"])
        }
      }
      if seen & 2 == 0, !cursor.misspelt.contains("reason") { reportMissingReason(rule, mark) }
      ignores.append(Ignore(rule: rule, reason: reason, until: until))
    }
    return ignores.sorted { $0.rule < $1.rule }
  }

  private func reportMissingReason(_ rule: String, _ mark: Mark) {
    cursor.report(
      .missingField, at: mark, "ignoring \(rule) needs a reason",
      "Write {reason: why the rule does not apply here, until: YYYY-MM-DD}.")
  }

  /// A product reference, resolved to its canonical id; one that the catalogue does not know
  /// keeps its text and is noted for rule ED001.
  func product(_ field: [String], needsEdition: Bool) -> ProductID? {
    guard let written = cursor.text(field[0], reusing: memo.lastWritten) else { return nil }
    if written == memo.lastWritten, let known = memo.lastProduct,
      !needsEdition || known.slot >= 0
    {
      return known
    }
    let resolution = catalog.resolve(written)
    memo.lastWritten = written
    memo.lastProduct = nil
    switch resolution {
    case .known(let id, _):
      memo.lastProduct = id
      return id
    case .needsEdition(let id, _):
      if needsEdition {
        noteProduct(field, written, "`\(written)` names a product without its edition", nil)
      } else {
        memo.lastProduct = id
      }
      return id
    case .unknownProduct(let suggestion):
      noteProduct(field, written, "the catalogue knows no product `\(written)`", suggestion)
    case .unknownEdition(let product, let suggestion):
      noteProduct(
        field, written, "the catalogue knows no such edition of \(product): `\(written)`",
        suggestion)
    case .unknownRelease(let product, let suggestion):
      noteProduct(
        field, written, "the catalogue knows no such release of \(product): `\(written)`",
        suggestion)
    case .ambiguous(let candidates):
      noteProduct(
        field, written, "`\(written)` stands for several products",
        candidates.map(\.text).joined(separator: "` or `"))
    }
    return ProductID(written)
  }

  private func noteProduct(
    _ field: [String], _ written: String, _ problem: String, _ suggestion: String?
  ) {
    note {
      $0.products.append(
        ProductFlaw(field: field, written: written, problem: problem, suggestion: suggestion))
    }
  }

  /// A list of products, sorted, sharing its storage with the list before where it is equal.
  func products(_ field: String, needsEdition: Bool) -> [ProductID] {
    var products: [ProductID] = []
    cursor.list(field) { index in
      if let id = product([field, String(index)], needsEdition: needsEdition) {
        products.append(id)
      }
    }
    if products == memo.products { return memo.products }
    memo.products = products.count > 1 ? Array(Set(products)).sorted() : products
    return memo.products
  }

  func architectures(_ texts: [String]) -> [WrittenArchitecture] {
    let architectures = texts.map { WrittenArchitecture($0) }
    return architectures.count > 1 ? Array(Set(architectures)).sorted() : architectures
  }
}
