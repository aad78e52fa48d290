/// A key that is for a product, with whether a further deployment could use it, and why.
package struct KeyChoice: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    /// An entry of the repository, and where it is written.
    case entry(EntryOrigin)
    /// A key that another project shares.
    case project(String)
    /// A published key that the repository has no entry for.
    case catalogue
  }

  package enum Verdict: String, CaseIterable, Hashable, Sendable {
    case yes
    /// Something else has to hold or to be done, which the reasons name.
    case conditional
    case no
  }

  package let key: ProductKey
  package let source: Source
  package let verdict: Verdict
  /// What of the uses asked for it can have.
  package let use: KeyUse
  /// In short, the weightiest first; at least one.
  package let reasons: [String]
  /// Nil for kinds that are not counted.
  package let supply: KeySupply?
  /// Hosts and directories that would activate machines with a GVLK, by kind and name.
  package let servers: [Address]

  package init(
    key: ProductKey, source: Source, verdict: Verdict, use: KeyUse, reasons: [String],
    supply: KeySupply?, servers: [Address]
  ) {
    self.key = key
    self.source = source
    self.verdict = verdict
    self.use = use
    self.reasons = reasons
    self.supply = supply
    self.servers = servers
  }

  /// As bindings name it; nil where it has no entry.
  package var reference: KeyReference? {
    switch source {
    case .entry: KeyReference(name: key.name)
    case .project(let project): KeyReference(project: project, name: key.name)
    case .catalogue: nil
    }
  }
}

/// What is known of the activations of a counted key.
package struct KeySupply: Hashable, Sendable {
  package let quantity: Quantity?
  package let remaining: Observation?
  /// Bindings for activation, those of other projects among them.
  package let bindings: Int
  /// The machines of those bindings.
  package let machines: Int
  /// How many of them are activated; nil where that is not recorded for all.
  package let activated: Int?

  package init(
    quantity: Quantity?, remaining: Observation?, bindings: Int, machines: Int, activated: Int?
  ) {
    self.quantity = quantity
    self.remaining = remaining
    self.bindings = bindings
    self.machines = machines
    self.activated = activated
  }

  /// Activations that are left at most once every bound machine has one; below nought where too
  /// many are bound; nil where neither `quantity` nor `remaining` tells.
  package var left: Int? {
    var bounds: [Int] = []
    if case .count(let granted) = quantity { bounds.append(granted - machines) }
    if let remaining {
      // Machines that are activated have taken theirs already.
      let open = activated.map { machines - $0 } ?? (quantity == nil ? machines : 0)
      bounds.append(remaining.count - max(0, open))
    }
    return bounds.min()
  }

  package var isUnlimited: Bool { quantity == .unlimited && remaining == nil }
}

/// What `keyform which` is asked: the product that a deployment installs, and the key's purpose.
package struct KeyQuestion: Hashable, Sendable {
  /// An edition of the catalogue, without a release behind its `@`.
  package let product: ProductID
  /// Nil: any.
  package let release: String?
  /// Nil: any.
  package let architecture: Architecture?
  /// At least one.
  package let use: KeyUse

  package init(product: ProductID, release: String?, architecture: Architecture?, use: KeyUse) {
    self.product = product
    self.release = release
    self.architecture = architecture
    self.use = use
  }
}
