/// How many machines may ask one KMS host or directory, before and after a plan.
package struct ServiceImpact: Hashable, Sendable {
  /// Of a host or a directory.
  package let service: Address
  /// DNS name of the host or the forest.
  package let place: String
  /// Nil: there was no such service.
  package let before: ServiceCounts?
  /// Nil: there is none any more.
  package let after: ServiceCounts?
  /// Counts from which the service activates; nil: a directory needs none.
  package let needed: ServiceCounts?
  /// Names of the bindings whose machines ask it newly, no longer or in another number, in byte
  /// order.
  package let bindings: [String]

  package init(
    service: Address, place: String, before: ServiceCounts?, after: ServiceCounts?,
    needed: ServiceCounts?, bindings: [String]
  ) {
    self.service = service
    self.place = place
    self.before = before
    self.after = after
    self.needed = needed
    self.bindings = bindings
  }
}

/// Works out how many machines may ask each KMS host and directory, before and after a plan.
struct ServiceImpacts {
  let rows: ImpactRows
  /// By the address that the service had before.
  let citations: [Address: Set<String>]
  let needed: ServiceCounts?

  /// Those that other numbers of machines may ask than before, and hosts that come or go.
  func all(before: ActivationModel, after: ActivationModel) -> [ServiceImpact] {
    let old = ServiceDemand(before).loads.map(\.counts)
    let new = ServiceDemand(after).loads.map(\.counts)
    let earlier = before.services.services
    var places = Dictionary(uniqueKeysWithValues: zip(earlier.map(\.address), earlier.indices))
    var impacts: [ServiceImpact] = []
    for (place, service) in after.services.services.enumerated() {
      let address = service.address
      let former = Address(address.kind, rows.formerName(address.kind, address.name))
      let partner = places.removeValue(forKey: former)
      add(service, former, partner.map { old[$0] }, new[place], to: &impacts)
    }
    for (place, service) in earlier.enumerated() where places[service.address] != nil {
      add(service, service.address, old[place], nil, to: &impacts)
    }
    return impacts.sorted { $0.service < $1.service }
  }

  private func add(
    _ service: ServiceTable.Service, _ former: Address, _ old: ServiceCounts?,
    _ new: ServiceCounts?, to impacts: inout [ServiceImpact]
  ) {
    let isHost = service.address.kind == .host
    // An activation object that nobody asks does no harm; a host that too few ask fails them.
    guard old != new, isHost || (old ?? .zero) != (new ?? .zero) else { return }
    impacts.append(
      ServiceImpact(
        service: service.address, place: service.place, before: old, after: new,
        needed: isHost ? needed : nil, bindings: (citations[former] ?? []).sorted()))
  }
}
