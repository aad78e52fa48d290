internal import KeyformCatalog
internal import KeyformCore
internal import KeyformYAML

extension FileDecoder {
  /// A text field, sharing its string with the entry before and watched for keys in clear text.
  /// `slot` is the field's place among the repeated values, `path` its path below the entry, where that is more than the field.
  func text(_ field: String, slot: Int, path: @autoclosure () -> [String]? = nil) -> String? {
    guard let text = cursor.text(field, reusing: memo.pointee.texts[slot]) else { return nil }
    // The same text as before has been looked at before.
    if text.utf8.count >= KeySymbols.fewestBytes, text != memo.pointee.texts[slot],
      holdsSecretKey(text)
    {
      let place = path() ?? [field]
      note { $0.keyShapedTexts.append(place) }
      return text
    }
    memo.pointee.texts[slot] = text
    return text
  }

  /// Rule SEC001: a key that stands in a text field is a leak, unless Microsoft published it.
  private func holdsSecretKey(_ text: String) -> Bool {
    KeyShape.holdsKey(text) { catalog.publicKey($0) != nil }
  }

  func decodeFormerName() -> String? {
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

  func decodeIgnores() -> [Ignore] {
    var ignores: [Ignore] = []
    cursor.map("ignore") { rule, mark in
      guard cursor.enterMapping("`\(rule)` in `ignore`") else { return }
      var seen: UInt64 = 0
      var until: CalendarDate?
      var reason: String?
      while let index = cursor.nextField(IgnoreField.list, seen: &seen, of: "an ignore") {
        if index == 0 {
          until = cursor.date("until")
        } else {
          reason = text("reason", slot: RepeatedValues.reason, path: ["ignore", rule, "reason"])
        }
      }
      if seen & 2 == 0, !cursor.misspelt.contains("reason") { reportMissingReason(rule, mark) }
      ignores.append(Ignore(rule: rule, reason: reason, until: until))
    }
    return ignores.sorted { $0.rule < $1.rule }
  }

  private func reportMissingReason(_ rule: String, _ mark: YAMLPosition) {
    cursor.report(
      .missingField, at: mark, "ignoring \(rule) needs a reason",
      "Write {reason: why the rule does not apply here, until: YYYY-MM-DD}.")
  }

  /// A product reference, resolved to its canonical id; one that the catalogue does not know
  /// keeps its text and is noted for rule ED001.
  func product(
    _ field: String, path: @autoclosure () -> [String], needsEdition: Bool
  ) -> ProductID? {
    guard let written = cursor.text(field, reusing: memo.pointee.lastWritten) else { return nil }
    if written == memo.pointee.lastWritten, let known = memo.pointee.lastProduct,
      !needsEdition || known.slot >= 0
    {
      return known
    }
    let resolution = catalog.resolve(written)
    memo.pointee.lastWritten = written
    memo.pointee.lastProduct = nil
    switch resolution {
    case .known(let id, _):
      memo.pointee.lastProduct = id
      return id
    case .needsEdition(let id, _):
      if needsEdition {
        noteProduct(path(), written, "`\(written)` names a product without its edition", nil)
      } else {
        memo.pointee.lastProduct = id
      }
      return id
    case .unknownProduct(let suggestion):
      noteProduct(path(), written, "the catalogue knows no product `\(written)`", suggestion)
    case .unknownEdition(let product, let suggestion):
      noteProduct(
        path(), written, "the catalogue knows no such edition of \(product): `\(written)`",
        suggestion)
    case .unknownRelease(let product, let suggestion):
      noteProduct(
        path(), written, "the catalogue knows no such release of \(product): `\(written)`",
        suggestion)
    case .ambiguous(let candidates):
      noteProduct(
        path(), written, "`\(written)` stands for several products",
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
      if let id = product(field, path: [field, String(index)], needsEdition: needsEdition) {
        products.append(id)
      }
    }
    if products == memo.pointee.products { return memo.pointee.products }
    memo.pointee.products = products.count > 1 ? Array(Set(products)).sorted() : products
    return memo.pointee.products
  }
}
