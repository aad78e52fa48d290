internal import KeyformCatalog
internal import KeyformCore

/// Checks what `was:` says without a target: that the old name is free to be taken.
struct FormerNames: EntriesVisitor {
  let repository: LoadedRepository
  let inventory: Inventory
  private(set) var diagnostics: [Diagnostic] = []

  func check() -> [Diagnostic] {
    var check = self
    EntityKind.visitAll(&check)
    return check.diagnostics
  }

  mutating func visit<Value: Managed>(_ list: KeyPath<FileContents, [Entry<Value>]>) {
    let entries = inventory[Value.self]
    var claimants: [String: Entry<Value>] = [:]
    for entry in entries.entries {
      guard let former = entry.was else { continue }
      if former == entry.name {
        diagnostics.append(problem(entry, "`was: \(former)` is the entry's own name", "Remove it."))
      } else if let first = claimants[former] {
        diagnostics.append(
          problem(
            entry, "`was: \(former)` is said by `\(first.name)` too",
            "One row cannot become two entries: keep the `was:` of one of them.", first))
      } else if let holder = entries[former], holder.was == nil {
        diagnostics.append(
          problem(
            entry, "`was: \(former)` names an entry that is still there",
            """
            Its row stays its own. Remove the `was:`; or, where the two exchange their names, say \
            in `\(former)` too what it was.
            """, holder))
      }
      claimants[former] = claimants[former] ?? entry
    }
  }

  private func problem<Value: Managed>(
    _ entry: Entry<Value>, _ summary: String, _ detail: String, _ other: Entry<Value>? = nil
  ) -> Diagnostic {
    let related = other.flatMap { other in
      repository.place(of: other.origin).map {
        Diagnostic.Related(place: $0, text: "`\(other.name)` stands here")
      }
    }
    return StructureRule.wasTaken.diagnostic(
      summary, detail, at: repository.places.place(entry.origin, entry.value.address, ["was"]),
      on: entry.value.address, related: related.map { [$0] } ?? [])
  }
}
