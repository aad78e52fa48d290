package import KeyformCore

// A review for other programs.
extension Review {
  package static let document: JSONDocument<Review> = JSONDocument(
    "diff", .lines, title: "What a change does",
    "Two states of a repository held against each other, without a target.",
    Member("guards", GuardChange.list, \.guards),
    Member("project", .text("The project."), \.project),
    Member("formerProject", optional: .text("Its name before, where it was another.")) {
      $0.formerProject
    },
    Member(
      "formerFolder",
      optional: .text("The folder it stood in before, from the top of the checkout, where another.")
    ) { $0.formerFolder },
    Member("before", Side.codec, \.before), Member("after", Side.codec, \.after),
    Member("base", .word("What was there before; broken: it is not compared, see findings.")) {
      BaseWord($0.base)
    },
    Member("problem", optional: .text("Why what was there before is not compared.")) {
      if case .broken(let problem) = $0.base { problem } else { nil }
    },
    Member("today", .day("The day that calendar rules took for today, ISO 8601."), \.today),
    Member("owners", .list(.text("An owner."), "Owners of the entries that change."), \.owners),
    Member("parts", .list(part, "One for each set of files that changes otherwise.", .lines)) {
      review in
      let uncommitted = review.uncommitted
      return review.parts.map { (part: $0, files: review.files, uncommitted: uncommitted) }
    },
    Member(
      "findings",
      .list(
        CausedFinding.codec, "By cause: new, fixed, silenced, there before; then by place.",
        .closedLines), \.findings),
    Member(
      "secrets",
      .list(AwaitedSecret.codec, "Secrets that have to be in place before an apply."), \.secrets),
    Member(
      "respelt", .list(.text("Path."), "Files with other bytes and the same entries."), \.respelt),
    Member(
      "untracked", .list(.text("Path."), "Files that were read and are in no commit."),
      \.untracked),
    Member(
      "ignored",
      .list(.text("Path."), "The same of files that version control is told to ignore."),
      \.ignored))

  /// The words of ``Base``.
  private enum BaseWord: String, CaseIterable {
    case read, absent, broken

    init(_ base: Base) {
      switch base {
      case .read: self = .read
      case .absent: self = .absent
      case .broken: self = .broken
      }
    }
  }

  private typealias CountedPart = (part: Part, files: [String], uncommitted: Set<Int>)

  private static let part: Codec<CountedPart> = .object(
    "What changes in the set of some targets.",
    Member(
      "targets",
      .list(.text("Name of a target."), "Targets whose sets change alike; empty: there are none.")
    ) { $0.part.targets },
    Member("moved", .count("Entries that stand in another file and are as they were.")) {
      $0.part.moved
    },
    Member("changes", ChangeJSON.codec) { ($0.part.changes, $0.files, $0.uncommitted) },
    Member("impact", optional: Impact.codec) { $0.part.impact.isEmpty ? nil : $0.part.impact })
}

extension Review.Side {
  fileprivate static let codec: Codec<Self> = .object(
    "One of the two states.",
    Member("name", .nullable(.text("What it is called; null: the files as they are.")), \.name),
    Member("commit", .nullable(.text("Id of the commit; null: the files as they are.")), \.commit),
    Member(
      "mergeBase",
      .flag("Whether the commit is the point where HEAD left what is named, and not that itself."),
      \.isMergeBase))
}

extension CausedFinding {
  static let codec: Codec<Self> = .object(
    "A finding, and what the change has to do with it.",
    Member(
      "cause",
      .word(
        """
        silenced: what judged before the change would still find it; the severity is the one it had. \
        fixed: it stands as it was before.
        """), \.cause), Member("finding", Diagnostic.codec, \.diagnostic))
}

extension Review.AwaitedSecret {
  fileprivate static let codec: Codec<Self> = .object(
    "One secret.", Member("address", .address("The key."), \.address),
    Member("source", .nullable(place), \.source),
    Member("tail", .nullable(.text("The last five characters, as they are recorded."))) {
      $0.identity?.tail.text
    })

  private static let place: Codec<SecretReference> = .object(
    "Where its value is read from; null: the entry says nothing of it.",
    Member("env", optional: .text("The environment variable that holds the value.")) {
      if case .environment(let name) = $0 { name } else { nil }
    },
    Member("file", optional: .text("The file that holds the value.")) {
      switch $0 {
      case .environment: nil
      case .file(let file), .entry(let file, _): file
      }
    },
    Member("entry", optional: .text("The name in the file's NAME=VALUE lines.")) {
      if case .entry(_, let name) = $0 { name } else { nil }
    })
}

extension ChangeJSON {
  /// Changes within another document, as a plan has them.
  fileprivate static let codec: Codec<(changes: [Change], files: [String], uncommitted: Set<Int>)> =
    Codec(schemaOfReview) {
      value, json, sink in
      json.prepared("[")
      try sink(json.take())
      let writer = ChangeJSON(
        masking: json.masking, files: value.files, uncommitted: value.uncommitted)
      try OrderedBlocks.write(value.changes, to: sink) { writer.bytes($0)[0] }
      json.close(with: "\n]")
      json.endValue()
    }
}
