/// How the machines of a deployment with `from` get to the licence that their bindings say.
///
/// First what must be ready, then what is left behind, the change of edition, the new key, its
/// activation and a check; add-ons and Office follow Windows. Source: `office-kms-host`,
/// `edition-upgrades` and `windows-10-esu` of catalog/sources.yaml; Microsoft's options of slmgr,
/// DISM and ospp.
package struct ConversionSteps {
  let deployment: Deployment
  /// What the deployment's bindings use for activation, in the order of names.
  let keys: [ProductKey]
  /// Where the machines find those that answer for Windows.
  let service: HostDiscovery
  private let index: Int
  private let model: ActivationModel

  /// Of the deployment at `index`. Nil where it converts from nothing.
  package init?(of index: Int, _ model: ActivationModel) {
    let side = model.side
    deployment = side.deployment(index)
    guard deployment.isConverted else { return nil }
    self.index = index
    self.model = model
    service = HostDiscovery(of: index, deployment.os.map { [$0] } ?? [], model)
    keys = side.bindingsOfDeployment[index].compactMap { place in
      guard side.binding(place).use.contains(.activation), let key = side.key(ofBinding: place)
      else { return nil }
      return key.state == .active ? key : nil
    }
  }

  var catalog: ReferenceCatalog { model.side.catalog }

  /// Where they find those that answer for the Office products that the key is for.
  func service(for key: ProductKey) -> HostDiscovery {
    let own = key.products.map(catalog.linked)
    let installed = deployment.office.filter {
      ProductMatch.fits(own, catalog.linked($0), release: deployment.release)
    }
    return HostDiscovery(of: index, installed.isEmpty ? own : installed, model)
  }

  /// In the order in which they are done.
  package var steps: [ConversionStep] {
    guard let base = windowsKeys.first else {
      return [
        ConversionStep(
          """
          Bind an active key of Windows for activation first: the deployment has none, so there \
          is nothing to convert it to.
          """)
      ]
    }
    var steps = [
      ConversionStep(
        """
        Run the lines on each machine in an elevated command prompt. In a script write \
        `cscript //nologo %windir%\\System32\\slmgr.vbs` for `slmgr`, which shows message boxes.
        """)
    ]
    if base.keyKind == .gvlk { steps += readiness }
    steps += leaving
    steps += edition(base)
    for key in windowsKeys { steps += activating(key) + [check(key)] }
    for key in addonKeys { steps += addon(key) }
    for key in officeKeys { steps += office(key) }
    return steps + after
  }

  private var windowsKeys: [ProductKey] {
    keys.filter { $0.keyKind != .esuMAK && !isOffice($0) }
  }
  private var addonKeys: [ProductKey] { keys.filter { $0.keyKind == .esuMAK } }
  private var officeKeys: [ProductKey] { keys.filter(isOffice) }

  private func isOffice(_ key: ProductKey) -> Bool {
    key.products.contains { catalog.product(of: $0)?.family == .office }
  }

  var family: ProductFamily? { deployment.os.flatMap { catalog.product(of: $0)?.family } }

  /// Puts a key into a line. A public one stands there in full; a secret one comes from a variable
  /// that is filled first, so that no text holds it.
  func using(_ key: ProductKey, _ steps: (_ value: String) -> [ConversionStep]) -> [ConversionStep]
  {
    if let value = key.publicValue, !key.isSecret { return steps(value.reveal()) }
    let identity = key.identity.map { " \($0)" } ?? ""
    let fill = ConversionStep(
      """
      Put the value of key/\(key.name)\(identity) into a variable, from where the secret is kept. \
      Process lists show it while a line runs.
      """, "set /p PRODUCT_KEY=Product key: ")
    return [fill] + steps("%PRODUCT_KEY%")
  }

  /// The public client key of the edition, where the catalogue has exactly one.
  func catalogKey() -> String? {
    guard let os = deployment.os else { return nil }
    let found = catalog.publicKeys(kind: .gvlk, product: os, release: deployment.release)
    return found.count == 1 ? found.first?.value.reveal() : nil
  }

  /// What a key is called in a sentence.
  static func title(_ key: ProductKey) -> String {
    switch key.keyKind {
    case .gvlk: "the GVLK of key/\(key.name)"
    case .mak: "the MAK of key/\(key.name)"
    case .csvlk: "the CSVLK of key/\(key.name)"
    case .avma, .esuMAK, .retail, .oem, .setupDefault, nil: "key/\(key.name)"
    }
  }
}

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
