/// What a change says of itself to whoever reviews it: all that is compared when a plan is held against
/// a reviewed one.
package struct StatedChange: Hashable, Sendable {
  package let action: Action
  package let address: Address
  /// The name that the entry had before, where the change gives it another.
  package let formerName: String?
  /// The dangers of the change itself, allowed or not.
  package let hazards: [Hazard]
  package let fields: [FieldChange]

  package init(
    _ action: Action, _ address: Address, was formerName: String?, _ hazards: [Hazard],
    _ fields: [FieldChange]
  ) {
    self.action = action
    self.address = address
    self.formerName = formerName
    self.hazards = hazards
    self.fields = fields
  }

  /// Without hazards: of plans that are compared as plans.
  init(_ change: Change) {
    self.init(change.action, change.address, was: change.formerName, [], change.fields)
  }
}
