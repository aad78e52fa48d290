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

  package init(
    product: String, release: String?, end: CalendarDate, machines: ConcernedMachines
  ) {
    self.product = product
    self.release = release
    self.end = end
    self.machines = machines
  }
}
