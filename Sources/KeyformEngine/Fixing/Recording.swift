internal import KeyformCore
package import KeyformRepository

/// Tail and check value of secret keys, to stand beside them in the files.
package struct Recording {
  /// What is to be written, in the order of the files.
  package private(set) var edits: [FileEdit] = []
  /// What is recorded, a line each.
  package private(set) var lines: [String] = []
  /// Keys that nobody named and whose value cannot be had, a line each, with why.
  package private(set) var missing: [String] = []

  /// `addresses` are the keys; nil: every key with a secret that can be read. `target` is what
  /// `--target` says. Throws a ``Failure`` that names them where some that were named cannot be
  /// recorded.
  package init(
    _ addresses: [String]?, in repository: LoadedRepository, target: TargetRequest,
    _ context: RunContext
  ) throws {
    let include = try TargetChoice.include(target, of: repository.project, context)
    let state = repository.assemble(for: include, secrets: context.secretSources).state
    try context.checkCancelled()
    var edited: [Int32: [UInt8]] = [:]
    var failures: [Failure] = []
    for (index, entry) in try Self.keys(addresses, in: state) {
      let identity: KeyIdentity
      switch Self.identity(of: entry, state.secrets[index]) {
      case .success(let known): identity = known
      case .failure(let failure):
        failures.append(failure)
        continue
      }
      // What is written in the file, which an assembled entry may have filled in.
      if repository.writtenIdentity(of: entry) == identity { continue }
      let file = entry.origin.file
      let bytes = edited[file] ?? repository.bytes(ofFile: file)
      guard let next = FieldEdit.recording(identity, for: entry.name, in: bytes) else {
        throw Failure(
          .couldNotRun,
          "\(entry.value.address): the entry is written in a way that cannot be edited safely",
          "Add by hand: tail: \(identity.tail), check: \"\(identity.check)\"")
      }
      edited[file] = next
      lines.append("\(entry.value.address)   \(identity)")
    }
    if addresses != nil, let failure = Self.failure(failures) { throw failure }
    missing = failures.map(\.summary)
    edits = edited.sorted { $0.key < $1.key }.map { file, bytes in
      FileEdit(
        path: repository.files[Int(file)].path, before: repository.bytes(ofFile: file),
        after: bytes)
    }
  }

  private static func keys(
    _ addresses: [String]?, in state: DesiredState
  ) throws -> [(Int, Entry<ProductKey>)] {
    let entries = state.inventory.keys.entries
    guard let addresses else {
      return entries.indices.filter { entries[$0].secret != nil }.map { ($0, entries[$0]) }
    }
    return try addresses.map { text in
      let name = Address(text).map { $0.kind == .key ? $0.name : "" } ?? text
      guard let index = state.inventory.keys.index(of: name) else {
        let near = SpellingSuggestion.suggestion(for: name, in: entries.map(\.name))
        throw Failure(
          .usage, "there is no key `\(text)`" + (near.map { "; did you mean key/\($0)?" } ?? ""),
          "Name keys as key/NAME.")
      }
      return (index, entries[index])
    }
  }

  private static func identity(
    of entry: Entry<ProductKey>, _ reading: SecretReading
  ) -> Result<KeyIdentity, Failure> {
    switch reading {
    case .read(let key): .success(KeyIdentity(of: key))
    case .unreadable(let reason):
      .failure(
        Failure(
          .couldNotRun, "\(entry.value.address): the secret cannot be read: \(reason)",
          "Make it readable here, or run this where it is."))
    case .flawed:
      .failure(
        Failure(
          .couldNotRun, "\(entry.value.address): what the secret's source holds is no product key",
          "`keyform validate --check-secrets` says what is wrong with it."))
    case .notNeeded, .notOpened:
      .failure(
        Failure(
          .usage, "\(entry.value.address) has no `secret` to record",
          "Public keys need none: the catalogue knows them."))
    }
  }

  /// One that names all; nil where there are none.
  private static func failure(_ failures: [Failure]) -> Failure? {
    guard let first = failures.first, failures.count > 1 else { return failures.first }
    return Failure(
      ExitStatus.worst(failures.map(\.status)), "\(failures.count) of the keys cannot be recorded:",
      lines: failures.map { "  " + $0.summary }, "Nothing was written. \(first.hint)")
  }

  /// How a run ends that recorded every key it could; nil where that was every one.
  package var ending: Failure? {
    guard !missing.isEmpty else { return nil }
    return Failure(
      .couldNotRun,
      missing.count == 1
        ? "1 secret could not be read and is not recorded:"
        : "\(missing.count) secrets could not be read and are not recorded:",
      lines: missing.map { "  " + $0 },
      "What could be read is recorded. Make the others readable here, or run this where they are.")
  }
}
