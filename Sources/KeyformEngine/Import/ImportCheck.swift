internal import KeyformCore
internal import KeyformRepository

/// Rows that files cannot say, each with the reason. Found before writing and, by reading back,
/// behind it.
struct ImportCheck {
  /// By address, the first reason alone; `""` where a row may not be named.
  private var reasons: [(address: String, reason: String)] = []
  private var known = Set<String>()
  /// What is written all the same, and is to be looked at.
  private(set) var notes: [String] = []

  private mutating func add(_ address: String, _ reason: String) {
    guard address.isEmpty || known.insert(address).inserted else { return }
    reasons.append((address, reason))
  }

  /// What must not reach a file: keys in clear text, and values that may be secret.
  mutating func look(at entities: [Entity], _ masking: Masking) {
    for entity in entities {
      let address = entity.address.description
      guard !masking.holdsSecret(address) else {
        add("", "a \(entity.address.kind.rawValue) is named like a product key")
        continue
      }
      if case .key(let entry) = entity, let value = entry.value.publicValue,
        !masking.isPublic(value)
      {
        add(
          address,
          "its value is none that the catalogue knows: it may be a secret under a wrong kind")
      }
      for field in entity.fields where field.name != ProductKey.Field.value.rawValue {
        let texts = field.value.strings + (field.value.string.map { [$0] } ?? [])
        if texts.contains(where: masking.holdsSecret) {
          add(address, "\(field.name) holds what looks like a product key")
        }
      }
    }
  }

  /// Reads the files in `folder` and compares them with the rows they come from. Files that are to
  /// go into a repository of `project` may refer to what its other files define.
  mutating func compare(_ folder: String, with stored: StoredInventory, as project: String?) {
    let repository = RepositoryLoader(root: folder).load()
    let assembled = repository.assemble(secrets: .closed)
    for problem in repository.diagnostics + assembled.diagnostics + assembled.unknownValues
    where problem.severity == .error && !(project != nil && problem.rule == "REF002") {
      add(problem.address?.description ?? "", problem.summary)
    }
    noteUnknownProducts(in: assembled.state.inventory)
    let rows = project.map { stored.seen(from: $0) } ?? stored
    for change in Difference.changes(from: rows, to: assembled.state.inventory) {
      let fields = change.fields
      let address = change.address.description
      guard change.before != nil, change.after != nil else {
        add(address, "it does not read back from a file")
        continue
      }
      let identity = [ProductKey.Field.tail.rawValue, ProductKey.Field.check.rawValue]
      if fields.allSatisfy({ identity.contains($0.name) }) {
        notes.append(
          "\(address): tail and check value of the row are not those of its value; a plan corrects them"
        )
      } else {
        let names = fields.map(\.name).joined(separator: ", ")
        add(address, "files cannot say its \(names)")
      }
    }
  }

  /// Rule ED001 will refuse them in a plan that touches them.
  private mutating func noteUnknownProducts(in inventory: Inventory) {
    notes += inventory.entities.flatMap { entity in
      (entity.flaws?.products ?? []).map { "\(entity.address): \($0.problem)" }
    }
  }

  /// Ends the run where a row cannot be said.
  func end(of source: String) throws {
    guard !reasons.isEmpty else { return }
    let lines = reasons.prefix(20).map { address, reason in
      address.isEmpty ? "  \(reason)" : "  \(address): \(reason)"
    }
    let more = reasons.count > 20 ? ["  and \(reasons.count - 20) more"] : []
    throw Failure(
      .couldNotRun, "\(counted(reasons.count, "row")) of \(source) cannot be written as files:",
      lines: lines + more,
      "Nothing was written: a plan would delete what the files leave out. Correct the rows first.")
  }
}

extension StoredInventory {
  /// References to keys as they stand in the files of `project`.
  fileprivate func seen(from project: String) -> StoredInventory {
    let inventory = inventory.changingKeys { $0.seen(from: project) }
    return StoredInventory(inventory: inventory, materials: materials, digestKey: digestKey)
  }
}
