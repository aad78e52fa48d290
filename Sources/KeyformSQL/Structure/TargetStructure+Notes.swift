internal import KeyformCore

extension TargetStructure {
  /// What a user has to know of the tables though they are used, each a sentence.
  func notes(_ target: String) -> [String] {
    guard let place else { return [] }
    var notes: [String] = []
    if let creators {
      notes.append(
        """
        \(target): others may create tables and functions in the schema \(place) (\(creators)), beside \
        Keyform's and in their place: REVOKE CREATE ON SCHEMA takes that from them.
        """)
    }
    notes += strangers(target, place) + SQLSchema.names.compactMap { code($0, target) }
    for name in SQLSchema.viewNames + [OpenMeta.name] {
      guard let object = objects[name], object.isView, !object.hasBarrier else { continue }
      notes.append(
        """
        \(target): the view `\(name)` lets functions of whoever reads it see rows that it leaves out: \
        ALTER VIEW \(name) SET (security_barrier = true).
        """)
    }
    if objects[OpenMeta.name] != nil, !isOpenMetaOurs {
      notes.append(
        """
        \(target): `\(OpenMeta.name)` is not the view that schemas/roles.sql makes, of the tables' \
        owner: plans without values refuse it. Drop it and run the script again.
        """)
    }
    return notes
  }

  /// Owners that do not go together, and those whom an apply of the role would refuse.
  private func strangers(_ target: String, _ place: String) -> [String] {
    let owner = objects[SQLSchema.meta.name]?.owner
    let isAtRisk = objects.values.contains(where: \.isAtRisk)
    var notes: [String] = []
    if isAtRisk, let stranger {
      notes.append(
        "\(target): the schema \(place) belongs to \(stranger): an apply as this role refuses that."
      )
    }
    for name in SQLSchema.names {
      guard let object = objects[name] else { continue }
      let other = object.owner != owner
      let isRefused = isAtRisk && object.isStrangers
      // One sentence where all are the same stranger's.
      guard other || isRefused && name == SQLSchema.meta.name else { continue }
      let end =
        isRefused ? "an apply as this role refuses that." : "the tables of a target have one owner."
      let rest = other ? ", \(SQLSchema.meta.name) to \(owner ?? "nobody")" : ""
      notes.append("\(target): `\(name)` belongs to \(object.owner ?? "nobody")\(rest): \(end)")
    }
    return notes
  }

  /// What others put on a table.
  private func code(_ name: String, _ target: String) -> String? {
    guard let object = objects[name] else { return nil }
    let others = [
      object.triggers.map { "trigger \($0)" }, object.rules.map { "rule \($0)" },
      object.expressions,
    ].compactMap { $0 }
    if others.isEmpty { return nil }
    return """
      \(target): `\(name)` has what is not Keyform's (\(others.joined(separator: "; "))): it runs in \
      every apply and sees what is written, which it may write to the server's log.
      """
  }
}
