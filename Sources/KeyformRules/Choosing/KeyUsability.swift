internal import KeyformCore

/// Whether one key can be used for what is asked, and why.
struct KeyUsability {
  private let key: ProductKey
  private let question: KeyQuestion
  private let cover: ServiceCover
  private let context: LintContext
  private var supply: KeySupply?
  private let isAddition: Bool

  /// `index` into the facts' keys; nil where no binding refers to the key.
  init(
    _ key: ProductKey, at index: Int?, _ question: KeyQuestion, _ cover: ServiceCover,
    _ context: LintContext
  ) {
    self.key = key
    self.question = question
    self.cover = cover
    self.context = context
    isAddition = key.keyKind == .esuMAK
    if isForProduct { supply = Self.supply(of: key, at: index, context) }
  }

  /// Nil where the key is for other products.
  func choice(from source: KeyChoice.Source) -> KeyChoice? {
    guard isForProduct else { return nil }
    let use = allowed.intersection(question.use)
    var verdict = KeyChoice.Verdict.yes
    var reasons: [String] = []
    let obstacle = obstacle(use)
    let conditions = conditions(use)
    if let obstacle {
      verdict = .no
      reasons = [obstacle]
    } else if !conditions.isEmpty {
      verdict = .conditional
      reasons = conditions
    }
    if verdict != .no { reasons += remarks(use, source) }
    if reasons.isEmpty { reasons = ["nothing stands against it"] }
    return KeyChoice(
      key: key, source: source, verdict: verdict, use: use, reasons: reasons, supply: supply,
      servers: key.keyKind == .gvlk && use.contains(.activation) ? cover.known : [])
  }

  private var isForProduct: Bool {
    let product = question.product
    if isAddition {
      if key.products.contains(where: { $0.slot == product.slot }) { return true }
      let years = context.catalog.extendedUpdates(for: product.product)?.years ?? []
      return key.products.contains { own in years.contains { $0.slot == own.slot } }
    }
    if question.release == nil { return key.products.contains { $0.slot == product.slot } }
    return ProductMatch.fits(key.products, product, release: question.release)
  }

  /// What the kind and the entry's own `use` leave.
  private var allowed: KeyUse {
    let ofKind: KeyUse =
      switch key.keyKind {
      case .gvlk, .avma, .retail, .oem: [.installation, .activation]
      case .mak, .esuMAK: .activation
      case .setupDefault: .installation
      case .csvlk, nil: []
      }
    return key.use.map(ofKind.intersection) ?? ofKind
  }

  private static func supply(of key: ProductKey, at index: Int?, _ context: LintContext)
    -> KeySupply?
  {
    switch key.keyKind {
    case .mak, .esuMAK, .retail, .oem: break
    case .gvlk, .csvlk, .avma, .setupDefault, nil: return nil
    }
    let reference = KeyReference(name: key.name)
    let isOwn = index.map { $0 < context.inventory.keys.count } ?? false
    let need = index.map {
      ActivationNeed(ofKey: $0, isOwn ? context.crossProjectUses(of: reference) : [], context)
    }
    return KeySupply(
      quantity: key.quantity, remaining: key.remaining, bindings: need?.bindings ?? 0,
      machines: need?.machines ?? 0,
      activated: need.map { $0.isActivatedKnown ? $0.activated : nil } ?? 0)
  }
}

extension KeyUsability {
  /// Why it cannot be used at all.
  private func obstacle(_ use: KeyUse) -> String? {
    switch key.state {
    case .retired: return "it is retired"
    case .blocked: return "it is blocked"
    case .active, .standby: break
    }
    switch key.keyKind {
    case nil: return "its kind is not stated"
    case .csvlk: return "it is a host key: it turns each machine into a KMS host (rule USE002)"
    case .gvlk, .mak, .avma, .esuMAK, .retail, .oem, .setupDefault: break
    }
    if use.isEmpty { return useObstacle }
    if let wanted = question.architecture, !key.architectures.isEmpty,
      !key.architectures.contains(.known(wanted))
    {
      return "its entry limits it to \(key.architectures.map(\.text).joined(separator: ", "))"
    }
    if let value = key.publicValue, let known = context.catalog.publicKey(value),
      !known.covers(question.product, release: question.release)
    {
      return "the catalogue lists its value for other products: Windows refuses it (0xC004F050)"
    }
    if let ended = addition?.ends, ended < context.today { return "its year ended on \(ended)" }
    guard use.contains(.activation), let supply, let left = supply.left, left <= 0 else {
      return nil
    }
    return "nothing is left: \(sentence(of: supply))"
  }

  private var useObstacle: String {
    if let limit = key.use, limit.isDisjoint(with: question.use) {
      return "its entry limits it to \(limit.words.joined(separator: ", "))"
    }
    return key.keyKind == .setupDefault
      ? "it picks the edition in Setup and never activates"
      : "Setup refuses a MAK as the key for installation (rule USE001)"
  }

  /// The year of Extended Security Updates that the key is for.
  private var addition: EditionFacts? {
    guard isAddition else { return nil }
    return key.products.lazy.compactMap { context.catalog.facts(of: $0) }.first
  }

  /// What has to hold or to be done first.
  private func conditions(_ use: KeyUse) -> [String] {
    var conditions: [String] = []
    if key.state == .standby { conditions.append("it is on standby: write `state: active` first") }
    switch key.keyKind {
    case .gvlk where use.contains(.activation):
      if let condition = serverCondition { conditions.append(condition) }
    case .avma:
      conditions.append(
        "for virtual machines alone, on an activated Hyper-V Datacenter host of the same release or a newer one"
      )
    case .oem: conditions.append("for the machines alone that it was delivered with")
    case .esuMAK: conditions.append("an addition: the machines need a key of their own as well")
    case .gvlk, .mak, .retail, .csvlk, .setupDefault, nil: break
    }
    if let missing = missingValue { conditions.append(missing) }
    return conditions
  }

  private var serverCondition: String? {
    guard cover.known.isEmpty else { return nil }
    if !context.describesServices {
      return "it needs a KMS host or a directory; the repository describes none"
    }
    let smallest = context.catalog.smallestGroup(covering: question.product.product)
    if smallest == nil {
      return "the catalogue does not say which host key activates \(question.product.product)"
    }
    if !cover.open.isEmpty {
      let names = cover.open.prefix(3).map(\.description).joined(separator: ", ")
      let rest = cover.open.count > 3 ? " and others" : ""
      return "what the host keys of \(names)\(rest) cover is not known here"
    }
    let group = smallest.map { "; the smallest that does is that of \($0)" } ?? ""
    return """
      no host or directory has a host key that covers \(question.product.product)\(group) \
      (0xC004F042)
      """
  }

  private var missingValue: String? {
    guard key.publicValue == nil, key.identity == nil, key.tail == nil else { return nil }
    return key.isSecret
      ? "its tail and check value are not recorded: `keyform record key/\(key.name)`"
      : "its value is not known"
  }

  private func remarks(_ use: KeyUse, _ source: KeyChoice.Source) -> [String] {
    var remarks: [String] = []
    if !cover.known.isEmpty, key.keyKind == .gvlk, use.contains(.activation) {
      remarks.append("activated by \(cover.known.map(\.description).joined(separator: ", "))")
    }
    if let supply, use.contains(.activation) { remarks.append(sentence(of: supply)) }
    if use != question.use { remarks.append("for \(use.words.joined(separator: ", ")) alone") }
    if question.architecture == nil, !key.architectures.isEmpty {
      remarks.append("on \(key.architectures.map(\.text).joined(separator: ", ")) alone")
    }
    let named = key.products.filter { $0.slot == question.product.slot }.compactMap(\.release)
    if question.release == nil, !named.isEmpty {
      remarks.append("for release \(named.joined(separator: ", ")) alone")
    }
    if case .catalogue = source {
      let kind = key.keyKind?.rawValue ?? ""
      remarks.append(
        "no entry yet: add `NAME: {kind: \(kind), products: [\(question.product.text)]}` to `keys`")
    }
    return remarks
  }

  /// `500 granted, 120 machines in 2 bindings, 412 left on 2026-11-01`.
  private func sentence(of supply: KeySupply) -> String {
    var parts: [String] = []
    switch supply.quantity {
    case .count(let count): parts.append("\(count) granted")
    case .unlimited: parts.append("unlimited")
    case .misstated, nil: break
    }
    if supply.bindings > 0 {
      let done = supply.activated.map { $0 > 0 ? ", \($0) of them activated" : "" } ?? ""
      parts.append(
        "\(counted(supply.machines, "machine")) in \(counted(supply.bindings, "binding"))\(done)")
    } else {
      parts.append("bound to no machines")
    }
    if let remaining = supply.remaining {
      parts.append("\(remaining.count) left" + (remaining.asOf.map { " on \($0)" } ?? ", undated"))
    }
    if supply.quantity == nil, supply.remaining == nil {
      parts.append("neither `quantity` nor `remaining` is recorded")
    }
    return parts.joined(separator: ", ")
  }
}

/// The hosts and directories that cover a product, whoever asks for it.
struct ServiceCover {
  /// Those that do, by kind and name.
  let known: [Address]
  /// Those that may: their host keys are not known here.
  let open: [Address]

  init(of product: ProductID, _ model: ActivationModel) {
    let index = model.productIndex(product)
    let isKnown = { place in
      index.map { model.services.services[place].isKnownToCover($0) } ?? false
    }
    let places = model.covering(product)
    known = places.filter(isKnown).map { model.services.services[$0].address }
    open = places.filter { !isKnown($0) }.map { model.services.services[$0].address }
  }
}
