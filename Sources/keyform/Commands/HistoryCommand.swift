internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "What was applied to a target, when and by whom; the life of an entry.",
    discussion: """
      keyform history                     the change sets, newest first
      keyform history key/win11-mak       the life of one entry, through its renames
      keyform history show 14             everything in change set 14
      keyform history verify              whether somebody altered the journal
      keyform history --at 2026-11-01     what was in force then

      Reads the target, and of the files keyform.yaml alone, which names project and target. Changes \
      nothing; a target that is not there is exit 7, an entry that never was exit 64.
      """,
    subcommands: [Entries.self, ShowChangeSet.self, Verify.self], defaultSubcommand: Entries.self)

  /// Without a word for which of the two it shows, `history` takes an entry.
  private static func address(_ word: String) throws -> Address {
    if let address = Address(word) { return address }
    if Int(word) != nil {
      throw ValidationError("Change sets have numbers: `keyform history show \(word)` shows one.")
    }
    throw ValidationError("An address is KIND/NAME, with one of these kinds: \(EntityKind.listed).")
  }

  private static func changeSet(_ word: String) throws -> Int {
    if let number = Int(word) { return number }
    guard Address(word) == nil else {
      throw ValidationError(
        "Change sets have numbers. `keyform history \(word)` shows the life of that entry.")
    }
    throw ValidationError("Change sets have numbers, which `keyform history` lists.")
  }

  struct Entries: KeyformCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "The change sets, or the life of one entry.")

    @Argument(
      help: ArgumentHelp("An entry, such as key/win11-mak.", valueName: "address"),
      completion: Completions.addresses, transform: HistoryCommand.address)
    var address: Address?
    @Option(
      help: ArgumentHelp(
        "What was in force then: the end of a day, or a time in UTC.",
        valueName: "yyyy-mm-dd[Thh:mm[:ss]]")) var at: Moment?
    @Option(help: ArgumentHelp("So many change sets at most.", valueName: "count")) var limit = 20
    @OptionGroup var options: CommonOptions<JournalDocument>
    @OptionGroup var trust: TrustOption

    func validate() throws {
      guard limit > 0 else { throw ValidationError("--limit takes a count from 1.") }
      guard at == nil || address == nil else {
        throw ValidationError("Name an address or --at, not both.")
      }
    }

    func execute() throws {
      let context = try options.context(trust)
      let journal = try ProjectJournal(context, target: options.targets)
      if let at {
        let (last, rows) = try journal.inForce(at: at.text)
        return try options.show(.inForce(at.text, last, rows), of: journal)
      }
      if let address {
        let life = try journal.life(of: address, context.progress)
          .map { ChangeSetView($0.entry, $0.records) }
        return try options.show(.life(address, life), of: journal)
      }
      // One more tells whether there are more.
      let entries = try journal.entries(limit: limit == .max ? limit : limit + 1)
      try options.show(.list(Array(entries.prefix(limit))), of: journal)
      if entries.count > limit, options.format == .text, !options.quiet {
        Output.note("There are more: --limit \(limit * 2) shows further ones.")
      }
    }
  }

  struct ShowChangeSet: KeyformCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Everything in one change set, field by field.")

    @Argument(
      help: ArgumentHelp("Number of the change set.", valueName: "id"),
      transform: HistoryCommand.changeSet)
    var changeSet: Int
    @OptionGroup var options: CommonOptions<JournalDocument>
    @OptionGroup var trust: TrustOption

    func execute() throws {
      let journal = try ProjectJournal(options.context(trust), target: options.targets)
      let (entry, records) = try journal.changeSet(changeSet)
      try options.show(.changeSet(ChangeSetView(entry, records)), of: journal)
    }
  }

  struct Verify: KeyformCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Check that the journal is as it was written.",
      discussion: """
        Each change set carries a hash over its items and over the hash of the one before, so an \
        edited, added or missing line is found and named (exit 7). That the last change sets were \
        cut off shows only to whoever kept a hash: give it with --expect.
        """)

    @Option(help: ArgumentHelp("A hash that verify printed before.", valueName: "hash"))
    var expect: String?
    @OptionGroup var options: CommonOptions<JournalDocument>
    @OptionGroup var trust: TrustOption

    func validate() throws {
      guard let expect else { return }
      guard expect.utf8.count == 64, Hex.bytes(expect) != nil else {
        throw ValidationError("--expect takes the 64 hex digits that verify prints.")
      }
    }

    func execute() throws {
      let context = try options.context(trust)
      let journal = try ProjectJournal(context, target: options.targets)
      let verdict = try journal.verdict(expecting: expect, context.progress)
      try options.show(.verdict(verdict), of: journal)
      guard verdict.isAltered else { return }
      if !options.quiet {
        Output.note(
          """
          Compare with a backup or another copy. The rows themselves were not looked at: `keyform \
          plan` says whether they are as the repository wants them.
          """)
      }
      throw ExitStatus.couldNotRun
    }
  }
}

extension CommonOptions<JournalDocument> {
  fileprivate func show(_ part: JournalDocument.Part, of journal: ProjectJournal) throws {
    try presentation().show(
      JournalDocument(part: part, project: journal.project, target: journal.description))
  }
}

/// A moment of the journal's clock: UTC, `YYYY-MM-DDTHH:MM:SSZ`.
struct Moment: ExpressibleByArgument {
  let text: String

  /// A day means its end.
  init?(argument: String) {
    let parts = argument.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let day = CalendarDate(String(first)) else { return nil }
    guard parts.count == 2 else {
      text = "\(day)T23:59:59Z"
      return
    }
    var clock = parts[1]
    if clock.hasSuffix("Z") { clock = clock.dropLast() }
    let digits = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(digits.count),
      zip(digits, [24, 60, 60]).allSatisfy({ part, limit in
        part.utf8.count == 2 && part.utf8.allSatisfy { (48...57).contains($0) }
          && Int(part).map { $0 < limit } == true
      })
    else { return nil }
    text = "\(day)T\(digits[0]):\(digits[1]):\(digits.count == 3 ? digits[2] : "00")Z"
  }
}
