internal import ArgumentParser
internal import KeyformCatalog
internal import KeyformCore

struct Record: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read keys' secrets and write tail and check value beside them.",
    discussion: """
      The last five characters and a 12-bit check value are all that may be said of a secret key; \
      they are what reviewers see when it changes. Nothing else in the file is touched.
      """)

  @Argument(help: ArgumentHelp("Keys, such as key/win11-ent-mak.", valueName: "address"))
  var addresses: [String] = []
  @Flag(help: "Every key with a secret that can be read.") var all = false
  @OptionGroup var options: CommonOptions

  func validate() throws {
    guard all != !addresses.isEmpty else {
      throw ValidationError("Name at least one key, or use --all.")
    }
  }

  func run() throws {
    let repository = try Session.load(options)
    guard !repository.hasUnreadableFiles, !repository.diagnostics.contains(where: \.isForm) else {
      try Presentation(options, repository: repository).show(repository.diagnostics)
      throw FailOnOption.status(of: repository.diagnostics, from: .error)
    }
    let include = try TargetChoice(options.target, in: repository).include
    let assembled = repository.assemble(for: include, environment: Environment.value)
    let wanted = try keys(in: assembled.state)
    var edited: [Int32: [UInt8]] = [:]
    var report = WrittenReport("record")
    for (index, entry) in wanted {
      guard let identity = try identity(of: entry, assembled.state.secrets[index]) else { continue }
      if isRecorded(entry, identity, repository) { continue }
      let file = entry.origin.file
      let bytes = edited[file] ?? repository.bytes(ofFile: file)
      guard let next = RecordEdit.recording(identity, for: entry.name, in: bytes) else {
        throw Failure(
          .couldNotRun,
          "\(entry.value.address): the entry is written in a way that cannot be edited safely",
          "Add by hand: tail: \(identity.tail), check: \"\(identity.check)\"")
      }
      edited[file] = next
      report.lines.append("\(entry.value.address)   \(identity)")
    }
    for file in edited.keys.sorted() {
      try DiskFile.checkReplaceable(repository.files[Int(file)].path, below: repository.root)
    }
    for (file, bytes) in edited.sorted(by: { $0.key < $1.key }) {
      let path = repository.files[Int(file)].path
      try DiskFile.replace(repository.root + "/" + path, bytes, keepingMode: true)
      report.files.append(path)
    }
    if report.lines.isEmpty { report.lines.append("Nothing to record: what is written is true.") }
    try report.show(Presentation(options, repository: repository))
  }

  private func keys(in state: DesiredState) throws -> [(Int, Entry<ProductKey>)] {
    let entries = state.inventory.keys.entries
    if all { return entries.indices.filter { entries[$0].secret != nil }.map { ($0, entries[$0]) } }
    return try addresses.map { text in
      let name = Address(text).map { $0.kind == .key ? $0.name : "" } ?? text
      guard let index = state.inventory.keys.index(of: name) else {
        let near = NearMiss.suggestion(for: name, in: entries.map(\.name))
        throw Failure(
          .usage, "there is no key `\(text)`" + (near.map { "; did you mean key/\($0)?" } ?? ""),
          "Name keys as key/NAME.")
      }
      return (index, entries[index])
    }
  }

  private func identity(of entry: Entry<ProductKey>, _ reading: SecretReading) throws
    -> KeyIdentity?
  {
    switch reading {
    case .read(let key): return KeyIdentity(of: key)
    case .unreadable(let reason):
      if all { return nil }
      throw Failure(
        .couldNotRun, "\(entry.value.address): the secret cannot be read: \(reason)",
        "Make it readable here, or run this where it is.")
    case .flawed:
      throw Failure(
        .couldNotRun, "\(entry.value.address): what the secret's source holds is no product key",
        "`keyform validate` says what is wrong with it.")
    case .notNeeded:
      throw Failure(
        .usage, "\(entry.value.address) has no `secret` to record",
        "Public keys need none: the catalogue knows them.")
    }
  }

  /// What is written in the file, which an assembled entry may have filled in.
  private func isRecorded(
    _ entry: Entry<ProductKey>, _ identity: KeyIdentity, _ repository: LoadedRepository
  ) -> Bool {
    repository.writtenIdentity(of: entry) == identity
  }
}
