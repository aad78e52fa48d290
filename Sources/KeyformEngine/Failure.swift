package import KeyformCore

/// A run that ends without its result: one message that says what, where and what to do.
package struct Failure: Error {
  package let status: ExitStatus
  /// What went wrong, in one line.
  package let summary: String
  /// The things that `summary` speaks of, one a line below it.
  package let lines: [String]
  /// What to do, in one line.
  package let hint: String
  /// What else has to be known, one a line below the hint.
  package let more: [String]

  package init(
    _ status: ExitStatus, _ summary: String, lines: [String] = [], _ hint: String,
    more: [String] = []
  ) {
    self.status = status
    self.summary = summary
    self.lines = lines
    self.hint = hint
    self.more = more
  }

  /// A target that could not be read or written. In every case it is as it was.
  package init(_ error: TargetError, of target: TargetDescription) {
    let name = target.shown
    switch error {
    case .unreachable(let reason):
      self.init(
        .couldNotRun, "\(name) cannot be opened: \(reason)", "Check the path or URL of the target.")
    case .lost(let reason):
      self.init(
        .couldNotRun, "\(name): the connection was lost: \(reason)",
        "Nothing was written. Run it again once the server is back, or wait for it with --lock-timeout SECONDS."
      )
    case .notADatabase:
      self.init(
        .couldNotRun, "\(name) is no SQLite database", "Name another file; this one was left alone."
      )
    case .foreign(let reason):
      self.init(
        .couldNotRun, "\(name) holds tables that are not Keyform's: \(reason)",
        "Name a database of its own; this one was left alone.")
    case .incomplete(let names):
      self.init(
        .couldNotRun, "\(name) lacks \(names.joined(separator: ", "))",
        "Restore a backup, or make what is missing again as schemas/ says; nothing was changed.")
    case .replaced(let problem):
      self.init(
        .couldNotRun, "\(name): \(problem)",
        """
        Nothing was written, and no rows of it are believed. Find out who replaced it; then restore a \
        backup, or make it again as schemas/ says.
        """)
    case .misplaced(let problem, let advice):
      self.init(.couldNotRun, "\(name): \(problem)", "Nothing was written. \(advice)")
    case .hidden(let table):
      self.init(
        .couldNotRun, "\(name): row-level security keeps rows of \(table) from the role",
        """
        Nothing was written. A plan has to see every row: turn row-level security off for \
        Keyform's tables, or give the role BYPASSRLS.
        """)
    case .newerSchema(let found, let known):
      self.init(
        .couldNotRun, "\(name) has tables of version \(found); this Keyform knows version \(known)",
        "Install the newer Keyform that wrote them.")
    case .damaged(let row, let problem):
      self.init(
        .couldNotRun, "\(name): row \(row) is damaged: \(problem)",
        "Correct the row with the database's own tools, or restore a backup; nothing was changed.")
    case .readOnly(let reason):
      self.init(
        .couldNotRun, "\(name) cannot be written: \(reason)",
        target.isFile
          ? "Give write access to the file and its folder."
          : "Nothing was written. Name the server that takes writes.")
    case .exposed(let reason):
      self.init(
        .couldNotRun, "\(name) may be read by others: \(reason)",
        """
        Nothing was written: it would hold keys in clear text. Let its owner run `chmod 600` on it, or \
        put it on a file system that keeps modes.
        """)
    case .forbidden(let reason):
      self.init(
        .couldNotRun, "\(name): the role may not do this: \(reason)",
        """
        Nothing was written. An administrator grants it by schemas/roles.sql: keyform_planner to \
        read, keyform_preview to read without values, keyform_writer to apply and to ask for the lock, \
        and USAGE on the schema for each.
        """)
    case .locked(let reason):
      self.init(
        .locked, "\(name) is locked: \(reason)",
        "Try again, or wait longer with --lock-timeout SECONDS.")
    case .full:
      self.init(
        .couldNotRun, "\(name): the disk is full",
        "Make room and apply again; everything was rolled back.")
    case .stale(let fields): self.init(stale: fields, of: target)
    case .references(let problems):
      self.init(
        .refused,
        "rows of other projects in \(name) forbid the plan:", lines: problems.map { "  " + $0 },
        "Nothing was written. Settle it with that project, then plan again.")
    case .otherTarget:
      self.init(
        .stale, "the plan was made for another database than \(name)",
        "Make a plan for this target and have it reviewed.")
    case .planWithoutCode:
      self.init(
        .refused, "the plan carries no code of \(name): it was made by an older Keyform, or edited",
        "Nothing was written. Make the plan again and have it reviewed.")
    case .otherPlanCode:
      self.init(
        .refused, "the plan was not made from \(name), or it was edited since",
        "Nothing was written. Make the plan again and have it reviewed.")
    case .objection(let objection): self.init(objection, of: target)
    case .notWrittenAsPlanned(let row, let problem):
      self.init(
        .couldNotRun, "\(name): row \(row) did not read back as planned: \(problem)",
        "Everything was rolled back. A trigger or another program may change rows as they are written."
      )
    case .refused(let row, let problem):
      self.init(
        .couldNotRun, "\(name) refuses row \(row): \(problem)",
        "Everything was rolled back. Look for rows of other programs that refer to it.")
    case .interrupted:
      self.init(.interrupted, "interrupted", "Everything was rolled back; nothing was written.")
    case .outcomeUnknown(let reason):
      self.init(
        .couldNotRun,
        "\(name): the connection was lost during the commit and did not come back: \(reason)",
        """
        All of it was written, or nothing. Once the server is back, apply the same plan again: what \
        was applied already is not applied twice. `keyform history` shows it as well.
        """)
    case .unconfirmed(let reason):
      self.init(
        .couldNotRun, "\(name): the commit was sent and is not confirmed: \(reason)",
        """
        All of it is written or will be, or nothing: old or new. Once the server answers, apply the \
        same plan again: what was applied already is not applied twice. `keyform history` shows it \
        as well.
        """)
    case .failed(let reason):
      self.init(
        .couldNotRun, "\(name): \(reason)",
        target.isFile
          ? "Nothing was written. Look at it with the database's own tools, or restore a backup."
          : "Nothing was written. The server's log may say more; its administrator has to help.")
    }
  }

  /// So many fields are listed.
  static let staleFieldsShown = 20

  /// A plan whose rows have changed. `writers`: who wrote them last, as far as the journal knows.
  init(
    stale fields: [StaleField], of target: TargetDescription, writers: [Address: LastWriter] = [:]
  ) {
    let name = target.shown
    let shown = fields.prefix(Self.staleFieldsShown)
    let lines = shown.indices.flatMap { index in
      let field = shown[index]
      let line =
        switch (field.field, field.now) {
        case (nil, nil): "  \(field.address) is gone"
        case (nil, _?): "  \(field.address) is there already"
        case (let name?, let now):
          "  \(field.address) \(name): planned from \(field.planned ?? "nothing"), now \(now ?? "nothing")"
        }
      let isLastOfRow = index + 1 == shown.endIndex || shown[index + 1].address != field.address
      guard isLastOfRow, let writer = writers[field.address] else { return [line] }
      return [line, "    last in the journal: \(writer.shown)"]
    }
    let rest = fields.count - Self.staleFieldsShown
    let more = rest > 0 ? ["  and \(rest) more"] : []
    self.init(
      .stale, "\(name) has changed since the plan was made:", lines: lines + more,
      "Nothing was written. `keyform plan --rebase FILE` makes the plan anew and says what differs from the reviewed one."
    )
  }
}

extension SpellingSuggestion {
  /// What is put behind a message on an entry that is not there, with the kind before the name.
  static func question(_ address: Address, in names: [String]) -> String {
    suggestion(for: address.name, in: names)
      .map { "; did you mean \(address.kind.rawValue)/\($0)?" } ?? ""
  }
}
