internal import KeyformCore

/// Bindings. Both references are foreign keys.
struct BindingMapping: RowMapping {
  enum List: CaseIterable, Sendable { case labels }

  static let table = SQLSchema.binding

  static func shape(of list: List) -> ListShape { .labels(of: .binding) }

  private let project: String
  private var days = InternedWord<CalendarDate>()

  init(project: String) { self.project = project }

  mutating func read(_ row: inout RowReader) throws(TargetError) -> StoredRow<Binding> {
    var binding = Binding(name: row.name)
    binding.deployment = try row.requiredText()
    let keyProject = try row.requiredText()
    let keyName = try row.requiredText()
    binding.key = KeyReference(project: keyProject, name: keyName, from: project)
    guard let use = try row.use() else { throw row.damaged("its use is missing") }
    binding.use = use
    binding.machines = try row.count()
    binding.activated = try row.observation(&days)
    binding.annotations = try row.annotations()
    return StoredRow(value: binding)
  }

  mutating func add(
    _ item: ListItem, of list: List, to binding: inout Binding
  ) throws(TargetError) {
    binding.annotations.labels.append(Label(item))
  }

  func write(
    _ binding: Binding, material: KeyMaterial?, to row: inout RowBinder
  ) throws(TargetError) {
    row.text(binding.deployment)
    row.text(binding.key.project ?? project)
    row.text(binding.key.name)
    row.flag(binding.use.contains(.installation))
    row.flag(binding.use.contains(.activation))
    row.count(binding.machines)
    row.observation(binding.activated)
    row.annotations(binding.annotations)
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
