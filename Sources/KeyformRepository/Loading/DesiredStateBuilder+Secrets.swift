internal import KeyformCore

extension DesiredStateBuilder {
  /// Reads every secret within reach, checks it against what is recorded, and fills in tail and
  /// check value where nothing is recorded yet.
  mutating func readSecrets(
    of keys: EntrySet<ProductKey>, from store: SecretStore
  ) -> (EntrySet<ProductKey>, [SecretReading]) {
    let entries = keys.entries
    let chunk = 4096
    let count = (entries.count + chunk - 1) / chunk
    let chunks = AllCores.map(count) { index in
      entries[index * chunk..<min(entries.count, (index + 1) * chunk)].map { Outcome($0, store) }
    }
    var completed = entries
    var readings: [SecretReading] = []
    readings.reserveCapacity(entries.count)
    for outcome in chunks.joined() {
      let index = readings.count
      readings.append(outcome.reading)
      switch outcome.verdict {
      case .fine: continue
      case .fill(let identity):
        var key = entries[index].value
        key.tail = identity.tail
        key.check = identity.check
        completed[index] = entries[index].with(key)
      case .mismatch(let found): reportMismatch(entries[index], found)
      case .unknown(let reason): reportUnknown(entries[index], reason)
      }
    }
    return (EntrySet(sorted: completed), readings)
  }

  private mutating func reportMismatch(_ entry: Entry<ProductKey>, _ found: KeyIdentity) {
    let key = entry.value
    let recorded = "…-\(key.tail?.text ?? "?????") (\(key.check?.text ?? "???"))"
    diagnostics.append(
      Diagnostic(
        rule: "VAL001", severity: .error, address: key.address,
        summary: "the secret is \(found), recorded is \(recorded)",
        detail: """
          The source of the secret holds another key than the one that was recorded. If the key \
          was replaced, run `keyform record \(key.address)`; else correct the source.
          """,
        place: repository.place(of: entry.origin)))
  }

  /// `reason` is nil where nobody looked.
  private mutating func reportUnknown(_ entry: Entry<ProductKey>, _ reason: String?) {
    let what = reason.map { "and the secret cannot be read: \($0)" } ?? "and no secret was opened"
    unknownValues.append(
      Diagnostic(
        rule: "VAL003", severity: .error, address: entry.value.address,
        summary: "tail and check value are not recorded, \(what)",
        detail: """
          A plan has to know which value the key has. \
          \(reason == nil ? "Run" : "Make the secret readable here, or run") \
          `keyform record \(entry.value.address)` where it is, and commit what it writes.
          """,
        place: repository.place(of: entry.origin)))
  }
}

/// What became of one key's secret, and what follows from it.
private struct Outcome: Sendable {
  enum Verdict: Sendable {
    case fine
    case fill(KeyIdentity)
    case mismatch(KeyIdentity)
    /// With the reason why it could not be read; nil where nobody looked.
    case unknown(String?)
  }

  let reading: SecretReading
  let verdict: Verdict

  init(_ entry: Entry<ProductKey>, _ store: SecretStore) {
    let key = entry.value
    guard key.isSecret, let reading = Self.reading(entry, store) else {
      self.reading = .notNeeded
      verdict = .fine
      return
    }
    self.reading = reading
    switch reading {
    case .read(let material):
      // The tail alone settles most mismatches without a digest; a match needs both.
      let isRecorded = key.tail != nil || key.check != nil
      let tailFits = key.tail == nil || key.tail == material.tail
      let identity = KeyIdentity(of: material)
      let checkFits = key.check == nil || key.check == identity.check
      if isRecorded, !tailFits || !checkFits {
        verdict = .mismatch(identity)
      } else {
        verdict = key.identity == nil ? .fill(identity) : .fine
      }
    case .unreadable(let reason): verdict = key.identity == nil ? .unknown(reason) : .fine
    case .notOpened: verdict = key.identity == nil ? .unknown(nil) : .fine
    case .notNeeded, .flawed: verdict = .fine
    }
  }

  private static func reading(_ entry: Entry<ProductKey>, _ store: SecretStore) -> SecretReading? {
    if let written = entry.flaws?.writtenSecret { return .read(written) }
    return entry.secret.map { store.read($0) }
  }
}
