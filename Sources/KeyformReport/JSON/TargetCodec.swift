package import KeyformCore

extension TargetDescription {
  /// `name` is what the name of a target means there.
  static func members(
    name: String = "Its name in keyform.yaml; null where a URL was given."
  ) -> Member<Self, Self> {
    .group(
      Member("name", .nullable(.text(name)), \.name),
      Member("url", .text("Its address, without user and password."), \.url),
      make: { Self(name: $0, url: $1) })
  }

  static func codec(_ description: String) -> Codec<Self> { .object(description, members()) }
}

extension Entity {
  /// Its fields by name, without a value that may not be shown.
  static func fields<Whole>(
    _ meaning: String, _ description: String, _ get: @escaping @Sendable (Whole) -> Entity
  ) -> Member<Whole, [(name: String, value: FieldValue)]> {
    Member(masked: "fields", .map(.fieldValue(meaning), description)) {
      get($0).withholding($1).fields
    }
  }
}

/// Who is applying to a target.
package enum LockReport {
  package typealias Content = (project: String, target: TargetDescription, state: LockState)

  package static let document: JSONDocument<Content> = JSONDocument(
    "lock", .indented, title: "Who is applying to a target",
    "The lock of one project on one target.",
    Member("project", .text("The project whose lock it is.")) { $0.project },
    Member("target", TargetDescription.codec("The target.")) { $0.target },
    Member("held", .flag("Whether somebody is applying now.")) { $0.state != .free },
    Member("holder", .nullable(LockHolder.codec)) {
      if case .held(let holder) = $0.state { holder } else { nil }
    })
}

extension LockHolder {
  fileprivate static let codec: Codec<Self> = .object(
    "Who holds the lock, as said by itself; null: nobody, or it has not said yet.",
    Member(
      "operator", .nullable(.text("Who runs it, as claimed; null: not said.")), \.operatorName),
    Member("host", .text("The machine it runs on, as it calls itself."), \.host),
    Member("process", .count("Its process id there."), \.process),
    Member("since", .text("When it got the lock: UTC, YYYY-MM-DDTHH:MM:SSZ."), \.since),
    Member(
      "plan", .nullable(.text("SHA-256 of the saved plan; null: it has none.")), \.planDigest))
}

/// What a target holds for one owner.
package enum InventoryReport {
  /// A row, and how it is made an entry of a resource file.
  package typealias Row = (entity: Entity, yaml: @Sendable (Entity) -> String)
  package typealias Content = (project: String, target: TargetDescription, rows: [Row])

  package static let document: JSONDocument<Content> = JSONDocument(
    "inventory", .indented, title: "Rows that a target of Keyform holds for one owner",
    "What a target holds for one owner.",
    Member("project", .text("The project whose rows they are; empty: unmanaged rows.")) {
      $0.project
    }, Member("target", TargetDescription.codec("The database that was read.")) { $0.target },
    Member("entries", .list(row, "The rows, by kind and name.")) { $0.rows })

  private static let row: Codec<Row> = .object(
    "One row.", Member("address", .address("Kind and name of the row.")) { $0.entity.address },
    Entity.fields(
      "The value; of a secret key tail and check value stand for it.",
      "The fields that are present, by name."
    ) { $0.entity },
    Member(
      "yaml", .text("The entry as a resource file; in a repository it manages the row.")
    ) { $0.yaml($0.entity) })
}

/// What a command that writes files did.
package struct WrittenReport: Sendable {
  private let command: String
  /// Paths as the user would name them.
  package var files: [String]
  /// What was done.
  package var lines: [String]
  /// What people have to do themselves.
  package var left: [String]

  package init(
    _ command: String, files: [String] = [], lines: [String] = [], left: [String] = []
  ) {
    self.command = command
    self.files = files
    self.lines = lines
    self.left = left
  }

  package func add(to buffer: inout TextBuffer) {
    for line in lines { buffer.line(line) }
    // YAML to copy takes several lines; values in it are quoted.
    for line in left { buffer.lines(line) }
  }

  package static let document: JSONDocument<WrittenReport> = JSONDocument(
    "written", .indented, title: "What a command wrote into files",
    "What init, record, import and drift --adopt did.",
    Member("command", .text("The command: init, record, import, drift."), \.command),
    Member(
      "files", .list(.text("A path as the user would name it."), "The files written."), \.files),
    Member(
      "lines", .list(.text("As the text of the command says it."), "What was done."), \.lines),
    Member(
      "left", .list(.text("As the text of the command says it."), "What is left to do."), \.left))
}
