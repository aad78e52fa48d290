/// A release that leaves support soon, among what a plan touches.
package struct SupportImpact: Hashable, Sendable {
  /// So many days ahead count as soon, as in rule LC002.
  package static let days = 180

  /// The product's id.
  package let product: String
  package let release: String?
  /// The last day of support.
  package let end: CalendarDate
  package var machines: ConcernedMachines

  package init(product: String, release: String?, end: CalendarDate, machines: ConcernedMachines) {
    self.product = product
    self.release = release
    self.end = end
    self.machines = machines
  }
}

/// Finds what leaves support soon among the deployments that a plan installs anew or otherwise.
struct SupportImpacts {
  private struct Release: Hashable {
    let product: String
    let release: String?
  }

  private let side: ResolvedInventory
  private let today: CalendarDate
  /// Ends within the time looked at; nil: none.
  private var ends: [Release: CalendarDate?] = [:]
  private var found: [Release: SupportImpact] = [:]

  init(_ after: ResolvedInventory, _ scope: ImpactScope, today: CalendarDate) {
    side = after
    self.today = today
    let deployments = side.inventory.deployments.entries
    for index in deployments.indices where scope.after.installations[index] {
      let deployment = deployments[index].value
      if let os = deployment.os { note(os, deployment.release, index) }
      for product in deployment.office { note(product, product.release, index) }
      for binding in side.bindingsOfDeployment[index] {
        guard let key = side.key(ofBinding: binding), key.keyKind == .esuMAK, key.state == .active
        else { continue }
        for year in key.products { note(year, nil, index) }
      }
    }
  }

  /// By day and product.
  var all: [SupportImpact] {
    found.values.map { impact in
      var impact = impact
      impact.machines = impact.machines.inOrder
      return impact
    }.sorted { left, right in
      (left.end, left.product, left.release ?? "") < (right.end, right.product, right.release ?? "")
    }
  }

  private mutating func note(_ product: ProductID, _ release: String?, _ index: Int) {
    let place = Release(product: product.text, release: release)
    let end: CalendarDate? = ends[place] ?? end(of: product, release)
    ends[place] = .some(end)
    guard let end else { return }
    let impact = SupportImpact(
      product: product.text, release: release, end: end, machines: ConcernedMachines())
    found[place, default: impact].machines.add(index, in: side)
  }

  /// The last day of support, or of a year of Extended Security Updates, where it is near.
  private func end(of product: ProductID, _ release: String?) -> CalendarDate? {
    let day =
      side.catalog.facts(of: product)?.ends
      ?? side.catalog.lifecycle(of: product, release: release)?.extendedEnd
    guard let day, day >= today, day <= today.adding(days: SupportImpact.days) else { return nil }
    return day
  }
}
