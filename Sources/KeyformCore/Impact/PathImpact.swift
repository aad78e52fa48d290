/// Machines of one product that get, lose or change their way to activate.
package struct PathImpact: Hashable, Sendable {
  package enum Change: String, Hashable, Sendable, CaseIterable {
    /// There was a way to activate, and there is none any more.
    case loses
    /// There is a key, and nothing that would answer it.
    case lacks
    case changes
    case gains

    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  package let change: Change
  /// The product's id, of Windows as it is afterwards; of a way that is lost as it was.
  package let product: String
  package let before: ActivationPaths
  package let after: ActivationPaths
  package var machines: ConcernedMachines

  package init(
    product: String, before: ActivationPaths, after: ActivationPaths, machines: ConcernedMachines
  ) {
    change = Self.change(before, after)
    self.product = product
    self.before = before
    self.after = after
    self.machines = machines
  }

  private static func change(_ before: ActivationPaths, _ after: ActivationPaths) -> Change {
    switch (before.isWay, after.isWay) {
    case (true, true): .changes
    case (true, false): .loses
    case (false, true): .gains
    case (false, false): after.isEmpty ? .loses : .lacks
    }
  }
}

/// Works out which machines get, lose or change their way to activate, and who is asked by them.
struct PathImpacts {
  private struct Group: Hashable {
    let product: String
    let before: ActivationPaths
    let after: ActivationPaths
  }

  /// What one deployment's machines ask of one service for one product.
  private struct Request: Hashable {
    let service: Address
    let product: String
    let machines: Int?
  }

  private let rows: ImpactRows
  let before: ActivationModel
  let after: ActivationModel
  private var groups: [Group: ConcernedMachines] = [:]
  /// Names of the bindings whose machines ask a service otherwise than before.
  private(set) var citations: [Address: Set<String>] = [:]
  /// Whether a GVLK is among the ways that were looked at.
  private(set) var hasRequests = false

  init(
    _ rows: ImpactRows, _ scope: ImpactScope, before: ResolvedInventory, after: ResolvedInventory
  ) {
    self.rows = rows
    self.before = ActivationModel(before)
    // Who takes away the last host says that there is none.
    self.after = ActivationModel(after, isComplete: scope.removesServices)
    let deployments = after.inventory.deployments
    let former = before.inventory.deployments
    var isMet = [Bool](repeating: false, count: former.count)
    var cursor = EntryCursor(former)
    for index in deployments.entries.indices {
      let name = rows.formerName(.deployment, deployments.entries[index].name)
      let partner = cursor.index(of: name)
      if let partner { isMet[partner] = true }
      guard scope.after.deployments[index] || partner.map({ scope.before.deployments[$0] }) ?? false
      else { continue }
      compare(partner, index)
    }
    for index in former.entries.indices where scope.before.deployments[index] && !isMet[index] {
      compare(index, nil)
    }
  }

  /// Losses first, then by product.
  var all: [PathImpact] {
    groups.map { group, machines in
      PathImpact(
        product: group.product, before: group.before, after: group.after,
        machines: machines.inOrder)
    }.sorted { left, right in
      (left.change.rank, left.product, left.before.rawValue, left.after.rawValue)
        < (right.change.rank, right.product, right.before.rawValue, right.after.rawValue)
    }
  }

  /// Windows is compared with Windows, whatever edition it is; Office by its products.
  private mutating func compare(_ first: Int?, _ second: Int?) {
    let old = first.map(before.side.deployment)
    let new = second.map(after.side.deployment)
    if old?.os != nil || new?.os != nil { compare(first, old, old?.os, second, new, new?.os) }
    guard old?.office.isEmpty == false || new?.office.isEmpty == false else { return }
    for product in Set((old?.office ?? []) + (new?.office ?? [])).sorted() {
      compare(
        first, old, old?.office.first { $0 == product }, second, new,
        new?.office.first { $0 == product })
    }
  }

  private mutating func compare(
    _ first: Int?, _ old: Deployment?, _ oldProduct: ProductID?, _ second: Int?,
    _ new: Deployment?, _ newProduct: ProductID?
  ) {
    var then = ActivationModel.Way()
    if let first, let oldProduct { then = before.way(of: first, for: oldProduct) }
    var now = ActivationModel.Way()
    if let second, let newProduct { now = after.way(of: second, for: newProduct) }
    request(then, oldProduct, now, newProduct)
    // What is lost is the way to activate what the machines were until now.
    let isLost = now.paths.isEmpty || then.paths.isWay && !now.paths.isWay
    guard then.paths != now.paths,
      let product = isLost ? oldProduct ?? newProduct : newProduct ?? oldProduct,
      let deployment = new?.name ?? old?.name
    else { return }
    let group = Group(product: product.text, before: then.paths, after: now.paths)
    var machines = groups.removeValue(forKey: group) ?? ConcernedMachines()
    machines.add(then.paths.isWay && !now.paths.isWay ? then.machines : now.machines)
    machines.deployments.append(deployment)
    machines.bindings += bindings(then, now)
    groups[group] = machines
  }

  private func bindings(_ then: ActivationModel.Way, _ now: ActivationModel.Way) -> [String] {
    now.bindings.map { after.side.binding($0).name }
      + then.bindings.map { before.side.binding($0).name }
  }

  private mutating func request(
    _ then: ActivationModel.Way, _ oldProduct: ProductID?, _ now: ActivationModel.Way,
    _ newProduct: ProductID?
  ) {
    if then.services.isEmpty, now.services.isEmpty { return }
    hasRequests = true
    let old = Set(
      then.services.map { place in
        let address = before.services.services[place].address
        return Request(
          service: address, product: oldProduct?.product ?? "", machines: then.machines)
      })
    let new = Set(
      now.services.map { place in
        let address = after.services.services[place].address
        let former = rows.formerName(address.kind, address.name)
        return Request(
          service: Address(address.kind, former), product: newProduct?.product ?? "",
          machines: now.machines)
      })
    let names = bindings(then, now)
    for request in old.symmetricDifference(new) {
      citations[request.service, default: []].formUnion(names)
    }
  }
}

extension ConcernedMachines {
  /// The names in byte order, none twice.
  var inOrder: ConcernedMachines {
    var ordered = self
    ordered.deployments = Self.ordered(deployments)
    ordered.bindings = Self.ordered(bindings)
    return ordered
  }

  private static func ordered(_ names: [String]) -> [String] {
    for index in names.indices.dropFirst() where names[index - 1] >= names[index] {
      return Set(names).sorted()
    }
    return names
  }
}
