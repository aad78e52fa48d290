internal import KeyformCore

/// Why the text of a key's value is no product key, and the field it comes from.
struct FlawedValue {
  let flaw: KeyParseError
  let field: [String]

  /// Said where the text is a secret: it cannot be corrected in the file that is shown.
  var source: String { field == ["secret"] ? " in the source of the secret" : "" }
}

extension LintContext {
  /// The flaw of a key's value, written or read from its secret's source.
  func flaw(of entry: Entry<ProductKey>, at index: Int) -> FlawedValue? {
    if let written = entry.flaws?.value { return FlawedValue(flaw: written, field: ["value"]) }
    if case .flawed(let flaw) = state.secrets[index] {
      return FlawedValue(flaw: flaw, field: ["secret"])
    }
    return nil
  }

  /// The field that a key's value comes from.
  func valueField(of entry: Entry<ProductKey>) -> [String] {
    if entry.flaws?.valueIsWritten == true { return ["value"] }
    return entry.secret == nil ? [] : ["secret"]
  }

  /// Whether every product that the catalogue knows by its edition has `property`; false where it
  /// knows none.
  func allProducts(
    of key: ProductKey, _ property: (EditionTraits) -> Bool
  ) -> Bool {
    var isAnyKnown = false
    for product in key.products {
      guard let traits = traits(of: product) else { continue }
      isAnyKnown = true
      if !property(traits) { return false }
    }
    return isAnyKnown
  }
}

extension Sequence<ProductID> {
  /// For messages.
  var listed: String { map(\.text).joined(separator: ", ") }
}
