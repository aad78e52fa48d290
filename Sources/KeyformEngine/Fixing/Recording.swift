package import KeyformCatalog
internal import KeyformCore

/// Tail and check value of secret keys, to stand beside them in the files.
package struct Recording {
  /// What is to be written, in the order of the files.
  package private(set) var edits: [FileEdit] = []
  /// What is recorded, a line each.
  package private(set) var lines: [String] = []

  /// `addresses` are the keys; nil: every key with a secret that can be read. `target` is what
  /// `--target` says. Throws a ``Failure`` where one that is named cannot be recorded.
  package init(
    _ addresses: [String]?, in repository: LoadedRepository, target: TargetRequest,
    _ context: RunContext
  ) throws {
    let include = try TargetChoice.include(target, of: repository.project, context)
    let state = repository.assemble(for: include, secrets: context.secretSources).state
    try context.checkCancelled()
    var edited: [Int32: [UInt8]] = [:]
    for (index, entry) in try Self.keys(addresses, in: state) {
      let isNamed = addresses != nil
      guard let identity = try Self.identity(of: entry, state.secrets[index], isNamed: isNamed),
        // What is written in the file, which an assembled entry may have filled in.
        repository.writtenIdentity(of: entry) != identity
      else { continue }
      let file = entry.origin.file
      let bytes = edited[file] ?? repository.bytes(ofFile: file)
      guard let next = RecordEdit.recording(identity, for: entry.name, in: bytes) else {
        throw Failure(
          .couldNotRun,
          "\(entry.value.address): the entry is written in a way that cannot be edited safely",
          "Add by hand: tail: \(identity.tail), check: \"\(identity.check)\"")
      }
      edited[file] = next
      lines.append("\(entry.value.address)   \(identity)")
    }
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
        let near = NearMiss.suggestion(for: name, in: entries.map(\.name))
        throw Failure(
          .usage, "there is no key `\(text)`" + (near.map { "; did you mean key/\($0)?" } ?? ""),
          "Name keys as key/NAME.")
      }
      return (index, entries[index])
    }
  }

  /// Nil where a key that nobody named cannot be read.
  private static func identity(
    of entry: Entry<ProductKey>, _ reading: SecretReading, isNamed: Bool
  ) throws -> KeyIdentity? {
    switch reading {
    case .read(let key): return KeyIdentity(of: key)
    case .unreadable(let reason):
      if !isNamed { return nil }
      throw Failure(
        .couldNotRun, "\(entry.value.address): the secret cannot be read: \(reason)",
        "Make it readable here, or run this where it is.")
    case .flawed:
      throw Failure(
        .couldNotRun, "\(entry.value.address): what the secret's source holds is no product key",
        "`keyform validate --check-secrets` says what is wrong with it.")
    case .notNeeded, .notOpened:
      throw Failure(
        .usage, "\(entry.value.address) has no `secret` to record",
        "Public keys need none: the catalogue knows them.")
    }
  }
}
