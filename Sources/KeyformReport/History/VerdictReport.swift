package import KeyformCore

/// What checking a journal found, for people and as JSON.
extension JournalVerdict {
  package func add(to buffer: inout TextBuffer) {
    let sets = counted(changeSets, "change set")
    let items = counted(items, "item")
    buffer.line(
      isAltered
        ? "The journal was altered: \(sets) and \(items) checked."
        : "The journal is as it was written: \(sets), \(items).", isAltered ? .bad : .good)
    for flaw in flaws {
      buffer.paragraph("\(flaw.place): \(flaw.problem)", indent: 2)
    }
    switch remembered {
    case .notAsked: break
    case .missing:
      buffer.paragraph(
        """
        No change set has the hash that was expected: the end was cut off, the journal was written \
        anew, or the hash is another journal's.
        """, indent: 2)
    case .found(let changeSet, 0):
      buffer.line("The expected hash is that of the last one, \(changeSet).")
    case .found(let changeSet, let since):
      buffer.line("The expected hash is that of change set \(changeSet); \(since) came since.")
    }
    if let end = end {
      buffer.line("Last: change set \(end.changeSet), hash \(end.hash)")
    }
  }

  package static let document: JSONDocument<(project: String, verdict: Self)> = JSONDocument(
    "journal", .indented, title: "What checking a journal found", "The verdict.",
    Member("project", .text("The project.")) { $0.project },
    Member("altered", .flag("Whether anything is not as it was written.")) {
      $0.verdict.isAltered
    },
    Member("changeSets", .count("Change sets checked.")) { $0.verdict.changeSets },
    Member("items", .count("Items checked.")) { $0.verdict.items },
    Member("last", .nullable(End.codec)) { $0.verdict.end },
    Member(
      "expected",
      optional: .words(
        ["last", "earlier", "missing"], "What became of the hash of --expect.")
    ) { $0.verdict.expected },
    Member("flaws", .list(JournalFlaw.codec, "What is not as it was written.")) {
      $0.verdict.flaws
    })

  private var expected: String? {
    switch remembered {
    case .notAsked: nil
    case .missing: "missing"
    case .found(_, 0): "last"
    case .found: "earlier"
    }
  }
}

extension JournalVerdict.End {
  fileprivate static let codec: Codec<Self> = .object(
    "The newest change set.", Member("id", .count("Number of the change set."), \.changeSet),
    Member("hash", .text("To be kept elsewhere, for --expect."), \.hash))
}

extension JournalFlaw {
  fileprivate static let codec: Codec<Self> = .object(
    "One place.", Member("changeSet", .count("Number of the change set."), \.changeSet),
    Member("item", .nullable(.count("Place in it, where it can be told.")), \.ordinal),
    Member("address", .nullable(.text("Kind and name of the entry."))) { $0.address?.description },
    Member("problem", .text("What is wrong."), \.problem))
}
