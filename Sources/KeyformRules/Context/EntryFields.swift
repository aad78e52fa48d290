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
  func allProducts(of key: ProductKey, _ property: (EditionTraits) -> Bool) -> Bool {
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

extension ProductKey {
  /// A MAK, of Extended Security Updates too.
  var isMAK: Bool { keyKind == .mak || keyKind == .esuMAK }
}

extension KeyState {
  /// The count and owner of a key that nobody uses any more may rest.
  var isInUse: Bool {
    switch self {
    case .active, .standby: true
    case .retired, .blocked: false
    }
  }
}

extension Deployment {
  /// The editions in the medium: that of `os` unless `image` says otherwise.
  var imageEditions: [ProductID] {
    if !image.isEmpty { return image }
    return os.map { [$0] } ?? []
  }

  /// Whether every product it names is known; what is not is reported by rule ED001.
  var namesKnownProducts: Bool {
    guard let os, os.slot >= 0 else { return false }
    return image.allSatisfy { $0.slot >= 0 } && office.allSatisfy { $0.slot >= 0 }
  }
}

extension ActivationNeed {
  /// `index` into the facts' keys; `uses` of the same key by other projects.
  init(ofKey index: Int, _ uses: [CrossProjectUse], _ context: LintContext) {
    self.init()
    for binding in context.bindingsOfKey[index] {
      add(context.binding(binding).value, on: context.deployment(ofBinding: Int(binding))?.value)
    }
    for use in uses { add(use) }
  }

  var sentence: String {
    let need = bindings == 1 ? "needs" : "need"
    return "\(counted(bindings, "binding"))\(whose) \(need) \(counted(machines, "machine"))."
  }

  /// The other projects by name, three of them at most.
  private var whose: String {
    if otherProjects.isEmpty { return "" }
    let names = otherProjects.sorted().prefix(3).map { $0.isEmpty ? "unmanaged rows" : $0 }
    let rest = otherProjects.count - names.count
    return ", those of \(names.joined(separator: ", "))"
      + (rest > 0 ? " and \(counted(rest, "project")) more" : "") + " among them,"
  }
}
