/// What the changes of an order ask of rows that they do not touch: keys and deployments that a row
/// is to refer to from now on, and rows that leave their places and that nobody may refer to. A plan
/// was made when all that held; this is how a target finds out that it no longer does.
package struct ReferenceDemand: Sendable {
  /// Names of keys that have to be there, by the project that owns them; `""` is nobody.
  package private(set) var keys: [String: Set<String>] = [:]
  /// The project's own deployments that have to be there.
  package private(set) var deployments: Set<String> = []
  /// Names of keys that leave their places, by owner.
  package private(set) var leavingKeys: [String: Set<String>] = [:]
  /// Names of deployments that leave their places, by owner.
  package private(set) var leavingDeployments: [String: Set<String>] = [:]

  private let changes: [Change]
  private let project: String
  private var wishes: [Wish] = []
  /// What leaves, with what becomes of it.
  private var consequences: [Row: String] = [:]
  /// Places of the project that another change fills.
  private let brought: Set<Address>

  private struct Row: Hashable {
    let owner: String
    let address: Address
  }

  private struct Wish {
    let address: Address
    let key: KeyReference
  }

  package init(_ changes: [Change], of project: String) {
    self.changes = changes
    self.project = project
    brought = Set(changes.lazy.filter { $0.after != nil }.map(\.address))
    for change in changes {
      demand(for: change)
      leave(change)
    }
  }

  package var isEmpty: Bool {
    keys.isEmpty && deployments.isEmpty && leavingKeys.isEmpty && leavingDeployments.isEmpty
  }

  /// Rows that the order touches itself: their base is checked.
  private var touched: Set<Row> {
    Set(
      changes.compactMap { change in
        change.before.map { Row(owner: owner(of: change), address: $0.address) }
      })
  }

  /// Whose the row is that the change finds.
  private func owner(of change: Change) -> String { change.action == .adopt ? "" : project }

  /// Only what the row did not refer to before: that holds already, or is to be changed by others.
  private mutating func demand(for change: Change) {
    guard let after = change.after else { return }
    var before: Entity?
    if case .update(let from, _) = change.step { before = from }
    let known = before?.keyReferences ?? []
    for key in after.keyReferences where !known.contains(key) {
      let owner = key.project ?? project
      if owner == project, brought.contains(Address(.key, key.name)) { continue }
      keys[owner, default: []].insert(key.name)
      wishes.append(Wish(address: change.address, key: key))
    }
    guard case .binding(let binding) = after else { return }
    let name = binding.value.deployment
    if case .binding(let from) = before, from.value.deployment == name { return }
    if !brought.contains(Address(.deployment, name)) { deployments.insert(name) }
  }

  private mutating func leave(_ change: Change) {
    guard let address = change.before?.address, change.leavesItsPlace else { return }
    let owner = owner(of: change)
    switch address.kind {
    case .key: leavingKeys[owner, default: []].insert(address.name)
    case .deployment: leavingDeployments[owner, default: []].insert(address.name)
    default: return
    }
    consequences[Row(owner: owner, address: address)] = change.consequence
  }

  /// Throws `stale` where the project's own rows have changed so that the order no longer fits
  /// them, and `references` where other projects' have.
  package func check(_ seen: ReferenceSight) throws(TargetError) {
    var stale: [StaleField] = []
    var problems: [String] = []
    for wish in wishes {
      let owner = wish.key.project ?? project
      let patterns = seen.keys[owner]?[wish.key.name]
      if owner == project || owner.isEmpty {
        if patterns == nil { stale.append(.gone(Address(.key, wish.key.name))) }
      } else if let problem = problem(of: wish, owner, sharedWith: patterns) {
        problems.append(problem)
      }
    }
    for name in deployments.sorted() where !seen.deployments.contains(name) {
      stale.append(.gone(Address(.deployment, name)))
    }
    let touched = seen.uses.isEmpty ? [] : self.touched
    for use in seen.uses.sorted() {
      guard !touched.contains(Row(owner: use.project, address: use.address)),
        let consequence = consequences[Row(owner: use.owner, address: use.target)]
      else { continue }
      if use.project != project {
        problems.append(
          """
          \(use.target) is referred to by \(use.shown) by now, and would be \(consequence): that has \
          to let go of it first
          """)
      } else if !(use.owner == project && brought.contains(use.target)) {
        stale.append(
          StaleField(
            address: use.address, field: use.field, planned: nil, now: use.target.name))
      }
    }
    if !stale.isEmpty { throw .stale(Self.eachOnce(stale)) }
    if !problems.isEmpty { throw .references(problems) }
  }

  /// Nil where the key is there and this project may refer to it.
  private func problem(
    of wish: Wish, _ owner: String, sharedWith patterns: [String]?
  ) -> String? {
    let subject = "\(wish.address) refers to \(wish.key)"
    guard let patterns else {
      return "\(subject), which project \(owner) no longer has in the target"
    }
    // Nobody's rows are no project's to share with.
    if project.isEmpty || patterns.contains(where: { Glob($0).matches(project) }) { return nil }
    return """
      \(subject), which project \(owner) no longer shares with this one: `sharedWith` has to name \
      \(project) there
      """
  }

  private static func eachOnce(_ fields: [StaleField]) -> [StaleField] {
    var seen = Set<StaleField>()
    return fields.filter { seen.insert($0).inserted }
  }
}

extension StaleField {
  fileprivate static func gone(_ address: Address) -> StaleField {
    StaleField(address: address, field: nil, planned: "present", now: nil)
  }
}
