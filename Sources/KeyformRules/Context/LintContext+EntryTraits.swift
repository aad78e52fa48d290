internal import KeyformCore

// Fields are read one by one: copying a whole value retains every text in it.

extension LintContext {
  func entryTraits(ofKey entry: Entry<ProductKey>, at index: Int) -> EntryTraits {
    var shown = entryTraits(ofOther: entry)
    let isOwn: Bool
    if entry.flaws == nil {
      isOwn = entry.secret != nil
    } else {
      if entry.flaws?.value != nil { shown.insert(.flawedValue) }
      isOwn = true
    }
    if case .flawed = state.secrets[index] { shown.insert(.flawedValue) }
    let marker = values.markers[index]
    if marker.isKnown {
      if marker.count > 0 { shown.insert(.marker) }
      if isOwn { shown.insert(.ownValue) }
    }
    if entry.value.keyKind == nil { shown.insert(.noKind) }
    if entry.value.quantity != nil { shown.insert(.quantity) }
    if let remaining = entry.value.remaining {
      shown.insert(.remaining)
      if (remaining.asOf ?? .distantPast) < countHorizon { shown.insert(.staleCount) }
      if lowCount.isAbove(remaining.count, of: entry.value.quantity) { shown.insert(.lowCount) }
    }
    if entry.value.use != nil { shown.insert(.use) }
    switch entry.value.keyKind {
    case .avma: if !isOwn { shown.insert(.filledGuestKey) }
    case .esuMAK: shown.insert(.esuKey)
    case .gvlk, .mak, .csvlk, .retail, .oem, .setupDefault, nil: break
    }
    if entry.value.licences != nil { shown.insert(.licences) }
    if entry.value.annotations.owner == nil || entry.value.agreement == nil {
      if entry.value.isSecret { shown.insert(.missingOwner) }
    }
    for product in entry.value.products {
      guard let traits = traits(of: product) else { continue }
      if !traits.hasVolumeKeys { shown.insert(.noVolumeKeys) }
      if traits.isSuspicious { shown.insert(.suspiciousProduct) }
    }
    for architecture in entry.value.architectures {
      guard case .known(let known) = architecture else {
        shown.insert(.unknownArchitecture)
        continue
      }
      for product in entry.value.products
      where ImpossibleArchitectures.matter(of: known, product, product.release, self) != nil {
        shown.insert(.impossibleArchitecture)
      }
    }
    return shown
  }

  func entryTraits(ofDeployment entry: Entry<Deployment>, at index: Int) -> EntryTraits {
    var shown = entryTraits(ofOther: entry)
    let bindings = bindingsOfDeployment.count(of: index)
    if bindings > 1 { shown.insert(.severalBindings) }
    if bindings > 0, describesServices { shown.insert(.served) }
    for product in entry.value.office {
      if let row = support.row(product, release: product.release), row.end <= supportHorizon {
        shown.insert(.supportEnding)
      }
    }
    if entry.value.media == .evaluation { shown.insert(.evaluation) }
    if entry.value.media == .oem { shown.insert(.deviceMedia) }
    if entry.value.isConverted {
      if entry.value.fromLicence == .evaluation { shown.insert(.evaluation) }
      if entry.value.fromEdition != nil { shown.insert(.formerEdition) }
    }
    if entry.value.activationType != nil || !entry.value.servedBy.isEmpty {
      shown.insert(.activationPath)
    }
    if entry.value.lookupDomain != nil { shown.insert(.lookupDomain) }
    guard let os = entry.value.os else { return shown }
    let release = entry.value.release
    if let row = support.row(os, release: release) {
      if row.end <= supportHorizon { shown.insert(.supportEnding) }
      if let last = row.esuEnd {
        if bindings > 0 { shown.insert(.extendable) }
        if row.end < today, last >= today { shown.insert(.extendedPeriod) }
      }
    }
    if let traits = traits(of: os) {
      if traits.market != nil { shown.insert(.regional) }
      if traits.isLongTerm, !entry.value.image.isEmpty || entry.value.build != nil {
        shown.insert(.longTerm)
      }
    }
    for architecture in entry.value.architectures {
      guard case .known(let known) = architecture else {
        shown.insert(.unknownArchitecture)
        continue
      }
      if ImpossibleArchitectures.matter(of: known, os, release, self) != nil {
        shown.insert(.impossibleArchitecture)
      }
    }
    return shown
  }

  func entryTraits(ofBinding entry: Entry<Binding>, at index: Int) -> EntryTraits {
    var shown = entryTraits(ofOther: entry)
    let use = entry.value.use
    if use.contains(.installation) { shown.insert(.installation) }
    guard let key = key(ofBinding: index), let kind = key.value.keyKind else { return shown }
    switch kind {
    case .gvlk: shown.insert(.catalogueKey)
    case .avma:
      shown.insert(.catalogueKey)
      shown.insert(.guestKey)
    case .csvlk: shown.insert(.hostKey)
    case .esuMAK: shown.insert(.esuKey)
    case .mak, .retail, .oem, .setupDefault: break
    }
    if key.value.use != nil || !key.value.architectures.isEmpty { shown.insert(.limitedKey) }
    if kind == .mak || kind == .esuMAK, deployment(ofBinding: index)?.value.reimaged == true {
      shown.insert(.reimaged)
    }
    guard let deployment = deployment(ofBinding: index), let os = deployment.value.os else {
      return shown
    }
    let fits =
      (!use.contains(.installation) || deployment.value.image.isEmpty)
      && ProductMatch.fits(key.value.products, os, release: deployment.value.release)
    if !fits { shown.insert(.strangeKey) }
    return shown
  }

  func entryTraits<Value: Managed>(ofOther entry: Entry<Value>) -> EntryTraits {
    var shown = EntryTraits()
    if !entry.ignores.isEmpty { shown.insert(.ignores) }
    if entry.flaws != nil { shown.insert(.flaws) }
    return shown
  }
}

extension CalendarDate {
  fileprivate static let distantPast = CalendarDate(days: .min)
}
