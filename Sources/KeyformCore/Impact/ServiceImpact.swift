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
