internal import KeyformCore

extension PlanMemory {
  static let codec: Codec<PlanMemory> = .object(
    "What the plan means for what the target remembers of the project; absent: nothing.",
    Member(
      "takeover",
      .nullable(
        RepositoryComparison.codec(
          "Two repositories that are not one; null: none, or nobody can tell.")), \.takeover),
    Member(
      "uncompared",
      .nullable(
        RepositoryComparison.codec(
          "Two of which nobody can tell whether they are one; null: that is known.")),
      \.uncompared),
    Member(
      "guards", .list(GuardChange.remembered, "Guards that are not as at the last apply."), \.guards
    ),
    Member("takenBack", WrittenAgain.list, \.writtenAgain),
    Member(
      "formerNames",
      .list(
        .text("Name of a project."),
        "Other projects whose rows were last applied from this repository."), \.formerNames),
    Member("origins", optional: RowOrigin.list) { $0.origins.isEmpty ? nil : $0.origins },
    expected: "something to remember"
  ) { takeover, uncompared, guards, writtenAgain, formerNames, origins in
    let memory = PlanMemory(
      takeover: takeover, uncompared: uncompared, guards: guards, writtenAgain: writtenAgain,
      formerNames: formerNames, origins: origins ?? [])
    return memory.isEmpty ? nil : memory
  }
}

extension RepositoryComparison {
  fileprivate static func codec(_ description: String) -> Codec<Self> {
    .object(
      description,
      Member("from", RepositoryIdentity.codec("The repository of the last apply."), \.before),
      Member("to", RepositoryIdentity.codec("The repository of the plan."), \.after),
      Member("shallow", .flag("Whether the clone of the plan lacks older commits."), \.isShallow),
      make: { Self(before: $0, after: $1, isShallow: $2) })
  }
}

extension RepositoryIdentity {
  fileprivate static func codec(_ description: String) -> Codec<Self> {
    let origin = Codec<String>.text("Host and path; null: not known.").mapped(
      "where a repository comes from", { RepositoryOrigin(kept: $0) }, \.text)
    return .object(
      description, Member("origin", .nullable(origin), \.origin),
      Member(
        "roots", .list(.text("Id of a commit."), "Commits without parents; empty: not known."),
        \.roots),
      make: { Self(roots: $1, origin: $0) })
  }
}

extension GuardChange {
  /// As a plan holds it: without places, which files alone know.
  fileprivate static let remembered: Codec<Self> = .object(
    "One guard.", Member("name", .text("The limit, rule or policy."), \.what),
    Member("from", .text("As it was.")) { $0.before ?? "(none)" },
    Member("to", .text("As it is now.")) { $0.after ?? "(removed)" },
    Member("loosened", .flag("Whether plans may do more than before."), \.isLoosened),
    make: {
      Self(
        what: $0, before: $1, after: $2 == "(removed)" ? nil : $2,
        effect: $3 ? .loosens : .changes)
    })
}

extension WrittenAgain {
  static let list: Codec<[WrittenAgain]> = .list(
    .object(
      "One row.", Member("address", .address("Kind and name of the entry."), \.address),
      Member(
        "fields", .list(.text("Name of a field."), "Which; empty: the row as a whole."), \.fields),
      Member("undone", .count("The change set that was undone."), \.undo.undoOf),
      Member("undo", .count("The change set that undid it."), \.undo.writer.changeSet),
      LastWriter.signature.of(\.undo.writer)
    ) { address, fields, undone, changeSet, signature in
      let writer = LastWriter(
        changeSet: changeSet, appliedAt: signature.appliedAt,
        operatorName: signature.operatorName, databaseRole: signature.databaseRole)
      return WrittenAgain(
        address: address, fields: fields, undo: UndoneChangeSet(writer: writer, undoOf: undone))
    }, "What an undo took away and the files still say.")
}

extension LastWriter {
  typealias Signature = (appliedAt: String, operatorName: String?, databaseRole: String?)

  /// When a change set was written, and by whom.
  static let signature: Member<Self, Signature> = .group(
    Member("appliedAt", .text("When, ISO 8601, UTC."), \.appliedAt),
    Member("operator", .nullable(.text("Who, as claimed.")), \.operatorName),
    Member("databaseRole", .nullable(.text("The database's own word on who.")), \.databaseRole),
    make: { ($0, $1, $2) })
}
