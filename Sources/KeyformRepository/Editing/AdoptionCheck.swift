internal import KeyformCore

/// Compares a file that was edited with what it shall say now. Nothing is written that does not
/// pass.
struct AdoptionCheck: EntriesVisitor {
  let before: FileContents
  let after: FileContents
  let adoptions: [Adoption]
  private let wanted: [Address: Adoption]

  init(before: FileContents, after: FileContents, adoptions: [Adoption]) {
    self.before = before
    self.after = after
    self.adoptions = adoptions
    wanted = Dictionary(adoptions.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func check() throws(AdoptionRefusal) {
    let new = after.diagnostics.filter { $0.severity == .error }
    guard new.count <= before.diagnostics.count(where: { $0.severity == .error }) else {
      let problem = new.first { !before.diagnostics.map(\.summary).contains($0.summary) }
      throw AdoptionRefusal(
        address: problem?.address ?? adoptions[0].address, field: nil,
        reason: "the file could not be read any more: \(problem?.summary ?? "")")
    }
    var check = self
    try EntityKind.visitAll(&check)
  }

  func visit<Value: Managed>(
    _ list: KeyPath<FileContents, [Entry<Value>]>
  ) throws(AdoptionRefusal) {
    let (before, after) = (before[keyPath: list], after[keyPath: list])
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
      let stored = wanted[address]?.stored.entry(of: Value.self)
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
