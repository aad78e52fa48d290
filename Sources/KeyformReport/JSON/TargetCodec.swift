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
package struct LockReport: Sendable {
  private let project: String
  private let target: TargetDescription
  private let state: LockState

  package init(project: String, target: TargetDescription, state: LockState) {
    self.project = project
    self.target = target
    self.state = state
  }

  package static let document: JSONDocument<LockReport> = JSONDocument(
    "lock", .indented, title: "Who is applying to a target",
    "The lock of one project on one target.",
    Member("project", .text("The project whose lock it is."), \.project),
    Member("target", TargetDescription.codec("The target."), \.target),
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
package struct InventoryReport: Sendable {
  private let project: String
  private let target: TargetDescription
  private let rows: [Row]

  /// A row, and how it is made an entry of a resource file.
  private typealias Row = (entity: Entity, yaml: @Sendable (Entity) -> String)

  /// `project` is the owner of the rows, empty for unmanaged ones; `yaml` makes each an entry of a
  /// resource file.
  package init(
    _ rows: [Entity], project: String, target: TargetDescription,
    yaml: @escaping @Sendable (Entity) -> String
  ) {
    self.rows = rows.map { ($0, yaml) }
    self.project = project
    self.target = target
  }

  package static let document: JSONDocument<InventoryReport> = JSONDocument(
    "inventory", .indented, title: "Rows that a target of Keyform holds for one owner",
    "What a target holds for one owner.",
    Member(
      "project", .text("The project whose rows they are; empty: unmanaged rows."), \.project),
    Member("target", TargetDescription.codec("The database that was read."), \.target),
    Member("entries", .list(row, "The rows, by kind and name."), \.rows))

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
  private let files: [String]
  private let lines: [String]
  private let left: [String]

  /// `files` are the paths that were written, as the user would name them; `lines` say what was
  /// done, and `left` what is left to people.
  package init(_ command: String, files: [String], lines: [String], left: [String] = []) {
    self.command = command
    self.files = files
    self.lines = lines
    self.left = left
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
