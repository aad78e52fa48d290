internal import KeyformCore

/// What an entry shows at a glance. A check names the signs that it cannot do without, so that
/// most entries cost most rules nothing: only a bit is tested.
package struct Signs: OptionSet, Sendable {
  package let rawValue: UInt64
  package init(rawValue: UInt64) { self.rawValue = rawValue }

  /// `ignore:` is written.
  static let ignores = Signs(rawValue: 1 << 0)
  /// The typed value cannot hold all that is written: see `EntryFlaws`.
  static let flaws = Signs(rawValue: 1 << 1)
  /// An architecture is unknown.
  static let unknownArchitecture = Signs(rawValue: 1 << 2)
  /// An architecture does not exist for the product.
  static let impossibleArchitecture = Signs(rawValue: 1 << 3)

  // Keys.

  static let noKind = Signs(rawValue: 1 << 4)
  /// The value, written or read from its secret's source, is no product key.
  static let flawedValue = Signs(rawValue: 1 << 5)
  /// The value is known and holds an N.
  static let marker = Signs(rawValue: 1 << 6)
  /// The value is known and did not come from the catalogue.
  static let ownValue = Signs(rawValue: 1 << 7)
  static let quantity = Signs(rawValue: 1 << 8)
  static let remaining = Signs(rawValue: 1 << 9)
  /// The remaining count has no date, or one before those that CNT003 lets pass.
  static let staleCount = Signs(rawValue: 1 << 19)
  /// The key states its uses.
  static let use = Signs(rawValue: 1 << 10)
  /// A count that CNT002 calls low.
  static let lowCount = Signs(rawValue: 1 << 20)
  /// A secret key in use that lacks its owner or its agreement.
  static let unowned = Signs(rawValue: 1 << 21)
  /// The number of licences owned is recorded.
  static let licences = Signs(rawValue: 1 << 22)
  /// A product is of an edition without volume keys.
  static let noVolumeKeys = Signs(rawValue: 1 << 11)

  // Deployments.

  /// More than one binding is on it.
  static let severalBindings = Signs(rawValue: 1 << 12)
  /// Support of a product has ended, or ends within the time that LC002 looks ahead.
  static let supportEnding = Signs(rawValue: 1 << 13)

  /// A DNS domain to look for a KMS host in is written.
  static let lookupDomain = Signs(rawValue: 1 << 23)

  // Bindings. The key is known where a sign tells of it.

  static let installation = Signs(rawValue: 1 << 14)
  /// A GVLK or an AVMA key.
  static let catalogueKey = Signs(rawValue: 1 << 15)
  static let hostKey = Signs(rawValue: 1 << 16)
  /// The key limits uses or architectures.
  static let limitedKey = Signs(rawValue: 1 << 17)
  /// A MAK, on machines that are re-imaged often.
  static let reimaged = Signs(rawValue: 1 << 24)
  /// The key is not filed under what the deployment installs.
  static let strangeKey = Signs(rawValue: 1 << 18)

  // Keys, of the rules on kinds and use.

  /// An AVMA key whose value the catalogue filled in.
  static let filledGuestKey = Signs(rawValue: 1 << 40)
  /// A product is an edition that stands in doubtful rows of the key table alone.
  static let suspiciousProduct = Signs(rawValue: 1 << 41)
  /// A key of Extended Security Updates; of a binding too.
  static let esuKey = Signs(rawValue: 1 << 42)

  // Deployments, of the same.

  /// Evaluation media, or converted from an evaluation.
  static let evaluation = Signs(rawValue: 1 << 43)
  /// Converted from an edition.
  static let formerEdition = Signs(rawValue: 1 << 44)
  static let deviceMedia = Signs(rawValue: 1 << 45)
  /// An edition that is made for one market.
  static let regional = Signs(rawValue: 1 << 46)
  /// A long-term servicing release, with its build or the editions in the medium.
  static let longTerm = Signs(rawValue: 1 << 47)
  /// Says how Windows looks for its activation, or names what serves it.
  static let activationPath = Signs(rawValue: 1 << 48)
  /// Support has ended, and Extended Security Updates are to be had.
  static let extendedPeriod = Signs(rawValue: 1 << 49)
  /// Extended Security Updates are or were sold for the release, and something is bound.
  static let extendable = Signs(rawValue: 1 << 51)
  /// Something is bound, and the repository has a host or a directory.
  static let served = Signs(rawValue: 1 << 52)

  // Bindings, of the same.

  /// An AVMA key.
  static let guestKey = Signs(rawValue: 1 << 50)
}

// Fields are read one by one: copying a whole value retains every text in it.

extension Facts {
  func signs(ofKey entry: Entry<ProductKey>, at index: Int) -> Signs {
    var signs: Signs = []
    if !entry.ignores.isEmpty { signs.insert(.ignores) }
    let isOwn: Bool
    if entry.flaws == nil {
      isOwn = entry.secret != nil
    } else {
      signs.insert(.flaws)
      if entry.flaws?.value != nil { signs.insert(.flawedValue) }
      isOwn = true
    }
    if case .flawed = state.secrets[index] { signs.insert(.flawedValue) }
    let marker = values.markers[index]
    if marker.isKnown {
      if marker.count > 0 { signs.insert(.marker) }
      if isOwn { signs.insert(.ownValue) }
    }
    if entry.value.keyKind == nil { signs.insert(.noKind) }
    if entry.value.quantity != nil { signs.insert(.quantity) }
    if let remaining = entry.value.remaining {
      signs.insert(.remaining)
      if (remaining.asOf ?? .distantPast) < countHorizon { signs.insert(.staleCount) }
      if lowCount.isAbove(remaining.count, of: entry.value.quantity) { signs.insert(.lowCount) }
    }
    if entry.value.use != nil { signs.insert(.use) }
    switch entry.value.keyKind {
    case .avma: if !isOwn { signs.insert(.filledGuestKey) }
    case .esuMAK: signs.insert(.esuKey)
    case .gvlk, .mak, .csvlk, .retail, .oem, .setupDefault, nil: break
    }
    if entry.value.licences != nil { signs.insert(.licences) }
    if entry.value.annotations.owner == nil || entry.value.agreement == nil {
      if entry.value.isSecret { signs.insert(.unowned) }
    }
    for product in entry.value.products {
      guard let traits = traits(of: product) else { continue }
      if !traits.hasVolumeKeys { signs.insert(.noVolumeKeys) }
      if traits.isSuspicious { signs.insert(.suspiciousProduct) }
    }
    for architecture in entry.value.architectures {
      guard case .known(let known) = architecture else {
        signs.insert(.unknownArchitecture)
        continue
      }
      for product in entry.value.products
      where ImpossibleArchitectures.matter(of: known, product, product.release, self) != nil {
        signs.insert(.impossibleArchitecture)
      }
    }
    return signs
  }

  func signs(ofDeployment entry: Entry<Deployment>, at index: Int) -> Signs {
    var signs: Signs = []
    if !entry.ignores.isEmpty { signs.insert(.ignores) }
    if entry.flaws != nil { signs.insert(.flaws) }
    let bindings = bindingsOfDeployment.count(of: index)
    if bindings > 1 { signs.insert(.severalBindings) }
    if bindings > 0, describesServices { signs.insert(.served) }
    for product in entry.value.office {
      if let row = support.row(product, release: product.release), row.end <= supportHorizon {
        signs.insert(.supportEnding)
      }
    }
    if entry.value.media == .evaluation { signs.insert(.evaluation) }
    if entry.value.media == .oem { signs.insert(.deviceMedia) }
    if entry.value.from != nil {
      if entry.value.from?.licence == .evaluation { signs.insert(.evaluation) }
      if entry.value.from?.edition != nil { signs.insert(.formerEdition) }
    }
    if entry.value.activationType != nil || !entry.value.servedBy.isEmpty {
      signs.insert(.activationPath)
    }
    if entry.value.lookupDomain != nil { signs.insert(.lookupDomain) }
    guard let os = entry.value.os else { return signs }
    let release = entry.value.release
    if let row = support.row(os, release: release) {
      if row.end <= supportHorizon { signs.insert(.supportEnding) }
      if let last = row.esuEnd {
        if bindings > 0 { signs.insert(.extendable) }
        if row.end < today, last >= today { signs.insert(.extendedPeriod) }
      }
    }
    if let traits = traits(of: os) {
      if traits.market != nil { signs.insert(.regional) }
      if traits.isLongTerm, !entry.value.image.isEmpty || entry.value.build != nil {
        signs.insert(.longTerm)
      }
    }
    for architecture in entry.value.architectures {
      guard case .known(let known) = architecture else {
        signs.insert(.unknownArchitecture)
        continue
      }
      if ImpossibleArchitectures.matter(of: known, os, release, self) != nil {
        signs.insert(.impossibleArchitecture)
      }
    }
    return signs
  }

  func signs(ofBinding entry: Entry<Binding>, at index: Int) -> Signs {
    var signs: Signs = []
    if !entry.ignores.isEmpty { signs.insert(.ignores) }
    if entry.flaws != nil { signs.insert(.flaws) }
    let use = entry.value.use
    if use.contains(.installation) { signs.insert(.installation) }
    guard let key = key(ofBinding: index), let kind = key.value.keyKind else { return signs }
    switch kind {
    case .gvlk: signs.insert(.catalogueKey)
    case .avma: signs.formUnion([.catalogueKey, .guestKey])
    case .csvlk: signs.insert(.hostKey)
    case .esuMAK: signs.insert(.esuKey)
    case .mak, .retail, .oem, .setupDefault: break
    }
    if key.value.use != nil || !key.value.architectures.isEmpty { signs.insert(.limitedKey) }
    if kind == .mak || kind == .esuMAK,
      deployment(ofBinding: index)?.value.reimaged == true
    {
      signs.insert(.reimaged)
    }
    guard let deployment = deployment(ofBinding: index), let os = deployment.value.os else {
      return signs
    }
    let fits =
      (!use.contains(.installation) || deployment.value.image.isEmpty)
      && ProductMatch.fits(key.value.products, os, release: deployment.value.release)
    if !fits { signs.insert(.strangeKey) }
    return signs
  }

  func signs<Value: Managed>(ofOther entry: Entry<Value>) -> Signs {
    var signs: Signs = []
    if !entry.ignores.isEmpty { signs.insert(.ignores) }
    if entry.flaws != nil { signs.insert(.flaws) }
    return signs
  }
}

extension CalendarDate {
  fileprivate static let distantPast = CalendarDate(days: .min)
}
