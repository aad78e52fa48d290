package import KeyformCore

/// The entries that somebody may name: those of the files and the rows of the project in the target.
package struct AddressBook: Sendable {
  package let desired: Inventory
  package let stored: Inventory

  /// Ends the run where an address is neither in the files nor in the target.
  package func check(_ addresses: [Address]) throws {
    guard let unknown = addresses.first(where: { !holds($0) }) else { return }
    let names = names(of: unknown.kind)
    let near = SpellingSuggestion.suggestion(for: unknown.name, in: names)
      .map { "; did you mean \(unknown.kind.rawValue)/\($0)?" }
    throw Failure(
      .usage, "\(unknown) is neither in the files nor in the target\(near ?? "")",
      "Name an entry such as key/win11-ent-mak; `keyform inventory` lists those of the target.")
  }

  private func holds(_ address: Address) -> Bool {
    desired.contains(address) || stored.contains(address)
  }

  private func names(of kind: EntityKind) -> [String] {
    Set(desired.names(of: kind) + stored.names(of: kind)).sorted()
  }

  /// Whether a pattern fits any entry, be it changed or not.
  func fits(_ glob: Glob) -> Bool {
    EntityKind.allCases.contains { kind in
      names(of: kind).contains { glob.matches(Address(kind, $0).description) }
    }
  }
}
