/// One step of converting a machine, for people and scripts.
package struct ConversionStep: Hashable, Sendable {
  /// What happens and why.
  package let text: String
  /// The line to run on each machine; nil where the step is done elsewhere.
  package let command: String?

  package init(_ text: String, _ command: String? = nil) {
    self.text = text
    self.command = command
  }
}

/// How the machines of a deployment with `from` get to the licence that their bindings say.
///
/// Source: rules.md 7.4 and 7.6, slmgr options of domain/peers.md section 4.
package struct ConversionSteps {
  private let deployment: Deployment
  private let former: Conversion
  private let keys: [ProductKey]
  private let catalog: ReferenceCatalog

  /// `keys` are those that the deployment's bindings use for activation, in the order of names.
  /// Nil where the deployment converts from nothing.
  package init?(_ deployment: Deployment, keys: [ProductKey], catalog: ReferenceCatalog) {
    guard let former = deployment.from else { return nil }
    self.deployment = deployment
    self.former = former
    self.keys = keys
    self.catalog = catalog
  }

  /// In the order in which they are done.
  package var steps: [ConversionStep] {
    leaving + keys.flatMap { installing($0) }
      + [
        ConversionStep(
          "Check: the description names the new channel, the status is Licensed.",
          "cscript //nologo %windir%\\System32\\slmgr.vbs /dlv")
      ]
  }

  private var leaving: [ConversionStep] {
    switch former.licence {
    case .kmsHost:
      [
        ConversionStep(
          "Take the KMS host out of DNS: clients must not find it any more. A record that was written by hand is removed there.",
          "slmgr /cdns"),
        ConversionStep("Remove the CSVLK, so that the machine stops serving others.", "slmgr /upk"),
      ]
    case .mak:
      [
        ConversionStep(
          "The MAK is replaced by the new key. Its activation is not given back: the count stays used.")
      ]
    case .retail:
      [
        ConversionStep(
          "Remove the retail key, so that it may be used elsewhere as its licence allows.",
          "slmgr /upk"),
        ConversionStep("Clear it from the registry, where other programs read it.", "slmgr /cpky"),
      ]
    case .oem:
      [ConversionStep("The key in the firmware stays there; the new key takes precedence.")]
    case .evaluation, nil: []
    }
  }

  private func installing(_ key: ProductKey) -> [ConversionStep] {
    let shown = Self.shown(key)
    let isOffice = key.products.contains { catalog.product(of: $0)?.family == .office }
    if isOffice {
      return [
        ConversionStep("Install \(shown.what) for Office.", "cscript ospp.vbs /inpkey:\(shown.value)"),
        ConversionStep("Activate Office.", "cscript ospp.vbs /act"),
      ]
    }
    if changesEditionByKey { return editionChange(shown.value) + activating(key) }
    return [ConversionStep("Install \(shown.what).", "slmgr /ipk \(shown.value)")]
      + activating(key)
  }

  /// Public keys in full; of a secret one its identity, and a variable in its place.
  private static func shown(_ key: ProductKey) -> (what: String, value: String) {
    if let value = key.publicValue, !key.isSecret {
      return ("the \(key.keyKind?.rawValue.uppercased() ?? "key") of key/\(key.name)", value.reveal())
    }
    let identity = key.identity.map { " \($0)" } ?? ""
    return (
      "key/\(key.name)\(identity); put its value in PRODUCT_KEY first, from where the secret is kept",
      "%PRODUCT_KEY%"
    )
  }

  private var changesEditionByKey: Bool {
    former.licence == .evaluation || former.edition != nil && former.edition != deployment.os
  }

  private func editionChange(_ value: String) -> [ConversionStep] {
    guard let os = deployment.os else { return [] }
    if former.licence == .evaluation {
      let edition = catalog.facts(of: os)?.editionID ?? "EDITION"
      return [
        ConversionStep(
          "Change the evaluation edition: a plain key install ends in 0xC004F069. Restart afterwards.",
          "DISM /Online /Set-Edition:\(edition) /ProductKey:\(value) /AcceptEula")
      ]
    }
    guard let edition = former.edition, edition != os else { return [] }
    guard let change = catalog.editionChange(from: edition, to: os) else {
      return [
        ConversionStep(
          "There is no supported change by key from \(edition) to \(os): reinstall the machines.")
      ]
    }
    let restart = change.needsRestart ? " A restart follows." : ""
    return [
      ConversionStep(
        "Change the edition from \(edition) to \(os).\(restart)", "changepk.exe /ProductKey \(value)")
    ]
  }

  private func activating(_ key: ProductKey) -> [ConversionStep] {
    switch key.keyKind {
    case .gvlk:
      [
        ConversionStep(
          "Forget a KMS host that was set by hand, so that DNS finds the organisation's own.",
          "slmgr /ckms"),
        ConversionStep(
          "Activate against the KMS host or the AD object (0xC004F074: no host was reached).",
          "slmgr /ato"),
      ]
    case .mak, .retail, .oem:
      [ConversionStep("Activate against Microsoft; this counts.", "slmgr /ato")]
    case .esuMAK:
      [
        ConversionStep(
          "Activate the year's add-on by its activation id.",
          "slmgr /ato \(key.products.compactMap { catalog.facts(of: $0)?.activationID }.first ?? "ACTIVATION-ID")")
      ]
    case .avma: [ConversionStep("The Hyper-V host activates the guest; nothing to run.")]
    case .csvlk: [ConversionStep("Activate the host against Microsoft.", "slmgr /ato")]
    case .setupDefault, nil: []
    }
  }
}
