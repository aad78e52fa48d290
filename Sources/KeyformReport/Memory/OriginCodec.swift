internal import KeyformCore

extension RowOrigin {
  static let list: Codec<[RowOrigin]> = .list(
    codec, "Where changes come from, as far as journal and version control tell.")

  private enum Word: String, CaseIterable, Equatable, Sendable {
    case takesBack = "takes-back"
    case drift
    case thisChange = "this-change"
    case waiting
  }

  private typealias Told = (
    word: Word?, source: ChangeSetSource?
  )

  private static let codec: Codec<RowOrigin> = .object(
    "A row of the plan, or fields of it.",
    Member("address", .address("Kind and name of the entry."), \.address),
    Member(
      "fields", .list(.text("Name of a field."), "Which; empty: the row as a whole."), \.fields),
    Member(
      "origin",
      .nullable(
        .word(
          """
          takes-back: what another commit or an undo wrote last; drift: the target does not hold \
          what the journal left; this-change: the files ask for it and those of the base do not, be \
          it drift besides; waiting: the base asks for it as well; null: nobody can tell who wrote \
          it last, as the clone lacks the commit or there is none.
          """))
    ) { $0.told.word },
    Member("changeSet", .nullable(source)) { $0.told.source }
  ) { address, fields, word, source in
    origin(word, source).map { RowOrigin(address: address, fields: fields, origin: $0) }
  }

  private var told: Told {
    switch origin {
    case .takesBack(let source): (.takesBack, source)
    case .drift(let writer):
      (.drift, writer.map { ChangeSetSource(writer: $0, commit: nil, undoOf: nil) })
    case .thisChange: (.thisChange, nil)
    case .waiting: (.waiting, nil)
    case .unknown(let source): (nil, source)
    }
  }

  private static func origin(_ word: Word?, _ source: ChangeSetSource?) -> ChangeOrigin? {
    switch word {
    case .takesBack: source.map { .takesBack($0) }
    case .drift: .drift(source?.writer)
    case .thisChange: source == nil ? .thisChange : nil
    case .waiting: source == nil ? .waiting : nil
    case nil: source.map { .unknown($0) }
    }
  }

  private static let source: Codec<ChangeSetSource> = .object(
    "The change set that wrote there last; null: none, or it does not matter.",
    Member("id", .count("Its number.")) { $0.writer.changeSet },
    LastWriter.signature.of(\.writer),
    Member(
      "commit",
      .nullable(
        .text("The commit that it was applied from; null: none that version control tells of.")),
      \.commit),
    Member("undoOf", .nullable(.count("The change set that it took back; null: none.")), \.undoOf)
  ) { id, signature, commit, undoOf in
    ChangeSetSource(
      writer: LastWriter(
        changeSet: id, appliedAt: signature.appliedAt, operatorName: signature.operatorName,
        databaseRole: signature.databaseRole), commit: commit, undoOf: undoOf)
  }
}
