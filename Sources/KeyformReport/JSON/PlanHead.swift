internal import KeyformCore

/// Everything of a plan that stands before its changes.
struct PlanHead: Sendable {
  let header: Plan.Header
  let schema: SchemaStep
  let summary: PlanSummary
  /// As the head counts them; the changes have to agree.
  let hazards: [HazardCount]
  let memory: PlanMemory
  let allowed: [Hazard]
  let leftOut: [LeftOut]
  let waived: [WaivedLimit]
  let blockers: [Blocker]
  let files: [String]

  typealias HazardCount = (hazard: Hazard, count: Int)

  static let members: Member<Self, Self> = .group(
    Plan.Header.members.of(\.header),
    Member("schema", SchemaStep.codec, \.schema),
    Member("summary", PlanSummary.codec("Counts of the changes.") { meaning(of: $0) }, \.summary),
    Member("hazards", .list(hazardCount, "Named dangers of the plan."), \.hazards),
    Member("memory", optional: PlanMemory.codec) { $0.memory.isEmpty ? nil : $0.memory },
    Member(
      "allowed",
      .list(.word("What --allow takes."), "Hazards that were allowed when the plan was made."),
      \.allowed),
    Member(
      "leftOut",
      .list(LeftOut.codec, "Changes that were planned and left out with --only."), \.leftOut),
    Member(
      "waived", .list(WaivedLimit.codec, "What waivers took out of the count of limits."),
      \.waived),
    Member(
      "blocked", .list(Blocker.codec, "Why the plan may not be applied; empty: it may."),
      \.blockers),
    Member(
      "files",
      .list(
        .text("Path relative to the root of the repository."),
        "The files of the repository that changes come from."), \.files)
  ) {
    header, schema, summary, hazards, memory, allowed, leftOut, waived, blockers, files in
    Self(
      header: header, schema: schema, summary: summary, hazards: hazards, memory: memory ?? .none,
      allowed: allowed, leftOut: leftOut, waived: waived, blockers: blockers, files: files)
  }

  private static func meaning(of action: Action) -> String {
    switch action {
    case .create: "Rows to create."
    case .update: "Rows to update."
    case .adopt: "Unmanaged rows to take over."
    case .release: "Rows to let go of without deleting them."
    case .delete: "Rows to delete."
    }
  }

  private static let hazardCount: Codec<HazardCount> = .object(
    "One danger.", Member("name", .word("What --allow takes.")) { $0.hazard },
    Member("count", .count("How often it occurs.")) { $0.count }, make: { ($0, $1) })
}

extension PlanHead {
  init(_ plan: Plan, _ masking: Masking) {
    self.init(
      header: plan.header, schema: plan.schema, summary: plan.summary, hazards: plan.hazards,
      memory: plan.memory, allowed: plan.allowed, leftOut: plan.leftOut, waived: plan.waived,
      blockers: plan.blockers + Withheld.blockers(of: plan, masking), files: Self.files(plan))
  }

  /// The files that changes point into, in the order of the plan's own list.
  static func files(_ plan: Plan) -> [String] {
    let used = OrderedBlocks.map(plan.changes) { changes in
      var isUsed = [Bool](repeating: false, count: plan.files.count)
      for change in changes {
        guard let file = change.after?.origin.file, isUsed.indices.contains(Int(file)) else {
          continue
        }
        isUsed[Int(file)] = true
      }
      return isUsed
    }
    return plan.files.indices.filter { file in used.contains { $0[file] } }.map { plan.files[$0] }
  }
}

extension Plan.Header {
  fileprivate static let members: Member<Self, Self> = .group(
    Member("project", .text("The project, whose rows the plan touches."), \.project),
    Member("target", targetWithID) { ($0.target, $0.targetID) },
    Member("catalog", .text("Edition and digest of the reference catalogue."), \.catalog),
    Member("source", .nullable(SourceRevision.codec), \.source),
    Member("tool", .text("Version of the Keyform that wrote this."), \.toolVersion),
    Member("today", .day("The day that calendar rules took for today, ISO 8601."), \.today),
    Member(
      "undoOf", .nullable(.count("The change set that the plan takes back; null: none.")),
      \.undoOf),
    Member(
      "preview",
      optional: .flag(
        """
        Present and true where the role that planned reads no values: keys were compared by tail \
        and check value, no change has a `base`, and `apply` refuses the plan.
        """)
    ) { $0.isPreview ? true : nil }, Member("base", optional: PlanBase.codec) { $0.base },
    expected: "`\"preview\":true`"
  ) { project, target, catalog, source, tool, today, undoOf, isPreview, base in
    isPreview == false
      ? nil
      : Self(
        project: project, target: target.target, targetID: target.id, catalog: catalog,
        toolVersion: tool, today: today, source: source, undoOf: undoOf,
        isPreview: isPreview ?? false, base: base)
  }

  private static let targetWithID: Codec<(target: TargetDescription, id: String?)> = .object(
    "The database that the plan is for.", TargetDescription.members().of { $0.target },
    Member("id", .nullable(.text("The target's own id; null where it has no tables yet."))) {
      $0.id
    }, make: { ($0, $1) })
}

extension PlanBase {
  fileprivate static let codec: Codec<Self> = .object(
    "The base of the branch, which tells its changes from those that wait; absent: none was named.",
    Member("name", .text("The revision, as the operator calls it."), \.name),
    Member("commit", .objectID("The commit that is the base."), \.commit),
    Member(
      "mergeBase",
      .flag("Whether that is the point where HEAD left the revision, and not the revision itself."),
      \.isMergeBase),
    Member(
      "problem", .nullable(.text("Why its files tell nothing; null: they were read.")), \.problem),
    make: { Self(name: $0, commit: $1, isMergeBase: $2, problem: $3) })
}

extension SchemaStep {
  fileprivate static let codec: Codec<Self> = Codec<String>.pattern(
    "^(none|create|migrate from [0-9]+)$",
    "What apply does to the target's tables before it writes rows."
  ).mapped("what becomes of the tables", { SchemaStep($0) }, \.text)
}

extension SourceRevision {
  fileprivate static let codec: Codec<Self> = .object(
    "What version control says of the repository; null outside version control.",
    Member(
      "repository", .nullable(.text("Where the repository came from.")), \.repository),
    Member("commit", .nullable(.objectID("The commit that was checked out.")), \.commit),
    Member("author", .nullable(.text("Author of the commit.")), \.author),
    Member("dirty", .flag("Whether files differed from the commit."), \.isDirty), history
  ) { repository, commit, author, isDirty, history in
    Self(
      repository: repository, commit: commit, author: author, isDirty: isDirty,
      tree: history.tree, roots: history.roots, isShallow: history.isShallow)
  }

  private typealias History = (tree: String?, roots: [String], isShallow: Bool)

  /// Older plans end before it.
  private static let history: Member<Self, History> = Member.group(
    Member("tree", .nullable(.objectID("Id of the commit's tree.")), \.tree),
    Member(
      "roots",
      .list(
        .objectID("Id of a commit."),
        "The commits without parents that it descends from; none where they cannot be known."),
      \.roots),
    Member("shallow", .flag("Whether the clone lacks older commits."), \.isShallow),
    make: { ($0, $1, $2) }
  ).or((nil, [], false))

}

extension Codec<String> {
  fileprivate static func objectID(_ description: String) -> Codec<String> {
    Codec<String>.text(description).mapped(
      "an object id", { SourceRevision.isObjectID($0) ? $0 : nil }, { $0 })
  }
}

extension PlanSummary {
  static func codec(
    _ description: String, _ meaning: (Action) -> String
  ) -> Codec<PlanSummary> {
    let members = Action.allCases.map {
      SchemaNode.Member($0.rawValue, .count(meaning($0)))
    }
    return Codec(.object(members, description)) { summary, json, _ in
      json.beginObject()
      for action in Action.allCases {
        json.key(named: action.rawValue)
        json.value(summary[action])
      }
      json.endObject()
    } read: { cursor throws(JSONError) in
      var summary = PlanSummary()
      try cursor.beginObject()
      for action in Action.allCases {
        guard cursor.takeKey(action.rawValue) else { throw cursor.malformed("every action") }
        summary[action] = try cursor.integer()
      }
      try cursor.endObject()
      return summary
    }
  }
}

extension LeftOut {
  fileprivate static let codec: Codec<Self> = .object(
    "A change that is no part of the plan.",
    Member("action", .word("What would become of the row."), \.action),
    Member("address", .address("Kind and name of the entry."), \.address),
    make: { Self(action: $0, address: $1) })
}

extension WaivedLimit {
  fileprivate static let codec: Codec<Self> = .object(
    "A waiver and what it waived.",
    Member("limit", LimitSubject.codec("The limit."), \.limit),
    Member("waiver", .text("Name of the waiver."), \.waiver),
    Member("count", .count("Changes that it names."), \.count),
    Member("until", .day("The last day on which it holds, ISO 8601."), \.until),
    Member("reason", .text("Why it was granted."), \.reason),
    make: { Self(limit: $0, waiver: $1, count: $2, until: $3, reason: $4) })
}

extension LimitSubject {
  static func codec(_ description: String) -> Codec<Self> {
    Codec<String>.words(all.map(\.text), description).mapped(
      "a limit", { LimitSubject($0) }, \.text)
  }
}

extension Blocker {
  fileprivate static let codec: Codec<Self> = .object(
    "One reason why the plan may not be applied.",
    Member(
      "cause",
      .word(
        """
        A finding of severity error on a touched entry, a limit of keyform.yaml, a protected \
        row, or a reference of another project.
        """), \.cause), Member("text", .text("What blocks, and what to do."), \.text),
    make: { Self(cause: $0, text: $1) })
}
