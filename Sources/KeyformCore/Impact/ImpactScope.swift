/// Which keys and deployments the changes of a plan concern, on both sides.
struct ImpactScope {
  struct Marks {
    /// Keys whose balance may be another.
    var keys: [Bool]
    /// Deployments whose machines may activate in another way.
    var deployments: [Bool]
    /// Deployments that are installed anew, or as something else, or with another key.
    var installations: [Bool]

    init(_ side: ResolvedInventory) {
      keys = [Bool](repeating: false, count: side.keys.count)
      deployments = [Bool](repeating: false, count: side.inventory.deployments.count)
      installations = deployments
    }
  }

  private(set) var before: Marks
  private(set) var after: Marks
  /// Whether hosts, directories or their keys may serve others than before.
  private(set) var changesServices = false
  /// Whether hosts or directories are deleted.
  private(set) var removesServices = false

  init(_ changes: [Change], before: ResolvedInventory, after: ResolvedInventory) {
    self.before = Marks(before)
    self.after = Marks(after)
    var places = (before: Places(before.inventory), after: Places(after.inventory))
    for change in changes {
      if case .release = change.step { continue }
      let weight = Weight(change)
      if weight.isEmpty { continue }
      if weight.contains(.services) { changesServices = true }
      switch change.step {
      case .delete(.host), .delete(.directory): removesServices = true
      default: break
      }
      if let row = change.before?.address {
        Self.mark(row, weight, before, &places.before, &self.before)
      }
      if let row = change.after?.address {
        Self.mark(row, weight, after, &places.after, &self.after)
      }
    }
    if changesServices { markAllDeployments() }
  }

  /// Places of rows, which changes ask for in their order.
  private struct Places {
    var keys: EntryCursor<ProductKey>
    var deployments: EntryCursor<Deployment>
    var bindings: EntryCursor<Binding>

    init(_ inventory: Inventory) {
      keys = EntryCursor(inventory.keys)
      deployments = EntryCursor(inventory.deployments)
      bindings = EntryCursor(inventory.bindings)
    }
  }

  private static func mark(
    _ row: Address, _ weight: Weight, _ side: ResolvedInventory, _ places: inout Places,
    _ marks: inout Marks
  ) {
    switch row.kind {
    case .key:
      guard let key = places.keys.index(of: row.name) else { return }
      if weight.contains(.counts) { marks.keys[key] = true }
      guard weight.contains(.paths) else { return }
      for binding in side.bindingsOfKey[key] {
        if let deployment = side.deploymentIndex(ofBinding: Int(binding)) {
          marks.deployments[deployment] = true
        }
      }
    case .deployment:
      guard let deployment = places.deployments.index(of: row.name) else { return }
      if weight.contains(.paths) { marks.deployments[deployment] = true }
      if weight.contains(.installation) { marks.installations[deployment] = true }
      guard weight.contains(.counts) else { return }
      for binding in side.bindingsOfDeployment[deployment] {
        if let key = side.keyIndex(ofBinding: Int(binding)) { marks.keys[key] = true }
      }
    case .binding:
      guard let binding = places.bindings.index(of: row.name) else { return }
      if let key = side.keyIndex(ofBinding: binding) { marks.keys[key] = true }
      guard let deployment = side.deploymentIndex(ofBinding: binding) else { return }
      marks.deployments[deployment] = true
      if weight.contains(.installation) { marks.installations[deployment] = true }
    default: break
    }
  }

  private mutating func markAllDeployments() {
    for index in before.deployments.indices { before.deployments[index] = true }
    for index in after.deployments.indices { after.deployments[index] = true }
  }
}

extension Change {
  /// Whether the change may be of any consequence for licences.
  var bearsOnLicences: Bool {
    if case .release = step { return false }
    return !Weight(self).isEmpty
  }
}

/// What a change may have an influence on.
private struct Weight: OptionSet {
  let rawValue: UInt8

  static let counts = Weight(rawValue: 1)
  static let paths = Weight(rawValue: 2)
  static let services = Weight(rawValue: 4)
  static let installation = Weight(rawValue: 8)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ change: Change) {
    switch (change.before, change.after) {
    case (.key(let from), .key(let to)): self.init(from.value, to.value)
    case (.deployment(let from), .deployment(let to)): self.init(from.value, to.value)
    case (.binding(let from), .binding(let to)): self.init(from.value, to.value)
    case (.host(let from), .host(let to)):
      self = from.value.hostKeys != to.value.hostKeys || from.name != to.name ? .services : []
    case (.directory(let from), .directory(let to)):
      self =
        from.value.hostKeys != to.value.hostKeys || from.value.forest != to.value.forest
          || from.name != to.name ? .services : []
    case (.host, _), (nil, .host), (.directory, _), (nil, .directory): self = .services
    case (.key(let entry), nil), (nil, .key(let entry)):
      self = entry.value.keyKind == .csvlk ? [.counts, .paths, .services] : [.counts, .paths]
    case (.deployment, _), (nil, .deployment), (.binding, _), (nil, .binding):
      self = [.counts, .paths, .installation]
    case (.key, _), (nil, nil): self = []
    }
  }

  private init(_ from: ProductKey, _ to: ProductKey) {
    self = []
    if from.quantity != to.quantity || from.remaining != to.remaining { insert(.counts) }
    if from.keyKind != to.keyKind || from.state != to.state || from.products != to.products {
      insert([.counts, .paths])
      if from.keyKind == .csvlk || to.keyKind == .csvlk { insert(.services) }
    }
  }

  private init(_ from: Deployment, _ to: Deployment) {
    self = []
    if from.machines != to.machines { insert([.counts, .paths]) }
    if from.os != to.os || from.release != to.release || from.office != to.office {
      insert([.paths, .installation])
    }
    if from.servedBy != to.servedBy || from.media != to.media
      || from.domainJoined != to.domainJoined
      || from.forest != to.forest || from.activationType != to.activationType
    {
      insert(.paths)
    }
  }

  private init(_ from: Binding, _ to: Binding) {
    self = []
    if from.machines != to.machines || from.activated != to.activated { insert([.counts, .paths]) }
    if from.key != to.key || from.deployment != to.deployment || from.use != to.use {
      insert([.counts, .paths, .installation])
    }
  }
}
