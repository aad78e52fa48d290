internal import KeyformCatalog
internal import KeyformCore
internal import KeyformReport

/// Rows that files cannot say, each with the reason. Found before writing and, by reading back,
/// behind it.
struct ImportCheck {
  /// By address, the first reason alone; `""` where a row may not be named.
  private var reasons: [(address: String, reason: String)] = []
  private var known = Set<String>()
  /// What the first plan will put right.
  private(set) var notes: [String] = []

  private mutating func add(_ address: String, _ reason: String) {
    guard address.isEmpty || known.insert(address).inserted else { return }
    reasons.append((address, reason))
  }

  /// What must not reach a file: keys in clear text, and values that may be secret.
  mutating func look(at entities: [Entity], _ masking: Masking) {
    for entity in entities {
      let address = entity.address.description
      guard masking.masked(address) == address else {
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
        if texts.contains(where: { masking.masked($0) != $0 }) {
          add(address, "\(field.name) holds what looks like a product key")
        }
      }
    }
  }

  /// Reads the files in `folder` and compares them with the rows they come from.
  mutating func compare(_ folder: String, with stored: StoredInventory) {
    let repository = RepositoryLoader(root: folder).load()
    let assembled = repository.assemble { _ in nil }
    for problem in repository.diagnostics + assembled.diagnostics + assembled.unknownValues
    where problem.severity == .error {
      add(problem.address?.description ?? "", problem.summary)
    }
    for change in Difference.changes(from: stored, to: assembled.state.inventory) {
      let fields = change.fields
      let address = change.address.description
      guard change.before != nil, change.after != nil else {
        add(address, "it does not read back from a file")
        continue
      }
      let identity = [ProductKey.Field.tail.rawValue, ProductKey.Field.check.rawValue]
      if fields.allSatisfy({ identity.contains($0.name) }) {
        notes.append("\(address): tail and check value in the row are not those of its value")
      } else {
        let names = fields.map(\.name).joined(separator: ", ")
        add(address, "files cannot say its \(names)")
      }
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
      .couldNotRun,
      (["\(counted(reasons.count, "row")) of \(source) cannot be written as files:"] + lines + more)
        .joined(separator: "\n"),
      "Nothing was written: a plan would delete what the files leave out. Correct the rows first.")
  }
}
