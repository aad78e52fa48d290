internal import KeyformCore

/// Bindings. Both references are foreign keys.
struct BindingMapping: RowMapping {
  enum List: CaseIterable, Sendable { case labels }

  static let table = SQLSchema.binding
  static let fields = Binding.storedFields

  static func shape(of list: List) -> ListShape { .labels(of: .binding) }

  let project: String

  init(project: String) { self.project = project }

  mutating func add(
    _ item: ListItem, of list: List, to binding: inout Binding
  ) throws(TargetError) {
    binding.annotations.labels.append(Label(item))
  }

  func forEachItem(
    of binding: Binding, in list: List, _ body: (ListItem) throws(TargetError) -> Void
  ) throws(TargetError) {
    for label in binding.annotations.labels { try body(ListItem(label)) }
  }

  static func withoutNewerObservations(_ now: Binding, planned: Binding) -> Binding? {
    guard let seen = now.activated, seen.isNewer(than: planned.activated) else { return nil }
    var binding = now
    binding.activated = planned.activated
    return binding
  }
}
