internal import KeyformCore

/// Compares a file that was edited with what it shall say now. Nothing is written that does not
/// pass.
struct AdoptionCheck {
  let before: FileContents
  let after: FileContents

  func check(_ adoptions: [Adoption]) throws(AdoptionRefusal) {
    let wanted = Dictionary(
      adoptions.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
    let new = after.diagnostics.filter { $0.severity == .error }
    guard new.count <= before.diagnostics.count(where: { $0.severity == .error }) else {
      let problem = new.first { !before.diagnostics.map(\.summary).contains($0.summary) }
      throw AdoptionRefusal(
        address: problem?.address ?? adoptions[0].address, field: nil,
        reason: "the file could not be read any more: \(problem?.summary ?? "")")
    }
    try compare(before.keys, after.keys, wanted) { if case .key(let row) = $0 { row } else { nil } }
    try compare(before.deployments, after.deployments, wanted) {
      if case .deployment(let row) = $0 { row } else { nil }
    }
    try compare(before.bindings, after.bindings, wanted) {
      if case .binding(let row) = $0 { row } else { nil }
    }
    try compare(before.hosts, after.hosts, wanted) {
      if case .host(let row) = $0 { row } else { nil }
    }
    try compare(before.directories, after.directories, wanted) {
      if case .directory(let row) = $0 { row } else { nil }
    }
  }

  private func compare<Value: Managed>(
    _ before: [Entry<Value>], _ after: [Entry<Value>], _ wanted: [Address: Adoption],
    _ row: (Entity) -> Entry<Value>?
  ) throws(AdoptionRefusal) {
    for index in 0..<max(before.count, after.count) {
      guard before.indices.contains(index), after.indices.contains(index),
        before[index].name == after[index].name
      else {
        let address = (before.count > index ? before[index] : after[index]).value.address
        throw AdoptionRefusal(
          address: address, field: nil, reason: "the file would hold other entries than before")
      }
      let address = before[index].value.address
      let adopted = Set(wanted[address]?.fields ?? [])
      let stored = wanted[address].flatMap { row($0.stored) }
      for field in Value.fields {
        var goal = before[index].value[field]
        if let stored, adopted.contains(where: { Self.covers($0, field.name) }) {
          goal = stored.value[field]
        }
        guard after[index].value[field] != goal else { continue }
        throw AdoptionRefusal(
          address: address, field: field.name,
          reason: "the file would not say what the target holds")
      }
    }
  }

  /// A value goes with its tail and check value, a count with its day.
  private static func covers(_ adopted: String, _ field: String) -> Bool {
    let identity = ["value", "tail", "check"]
    if identity.contains(adopted), identity.contains(field) { return true }
    return adopted.prefix { $0 != "." } == field.prefix { $0 != "." }
  }
}
