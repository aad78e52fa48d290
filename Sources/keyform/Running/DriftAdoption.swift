internal import KeyformCatalog
internal import KeyformCore
internal import KeyformReport

/// Writes what the target holds into the files, where that says it all; tells what is left to do.
struct DriftAdoption {
  private let reading: DriftReading
  /// Whether entries were named: then the target wins also where the file changed too.
  private let named: Bool
  private let presentation: Presentation

  init(_ reading: DriftReading, named: Bool, _ presentation: Presentation) {
    self.reading = reading
    self.named = named
    self.presentation = presentation
  }

  private var repository: LoadedRepository { reading.planning.repository }

  func run() throws {
    var adoptions: [Adoption] = []
    var lines: [String] = []
    var left: [String] = []
    for item in reading.drifted {
      guard item.presence == .both, let stored = item.target, let file = item.file else {
        left.append(advice(for: item))
        continue
      }
      let taken = item.fields.filter { $0.cause == .target || named && $0.cause == .both }
      left += item.fields.filter { !named && $0.cause == .both }.map {
        "\(item.address) \($0.name): file and target both changed; name the entry to take the target's: keyform drift --adopt \(item.address)"
      }
      guard !taken.isEmpty else { continue }
      adoptions.append(Adoption(stored, origin: file.origin, fields: taken.map(\.name)))
      lines += taken.map { line(item, $0, file.origin) }
    }
    try write(adoptions)
    Progress.clear()
    for line in lines { try Output.line(presentation.masking.masked(line)) }
    for line in left { try Output.line(presentation.masking.masked(line)) }
    if adoptions.isEmpty, left.isEmpty { try Output.line("Nothing to adopt: there is no drift.") }
    if adoptions.contains(where: \.rotatesSecret), !presentation.options.quiet {
      Output.note("Tail and check value of a secret were adopted: put the new value where `secret` points.")
    }
    if !left.isEmpty { throw ExitStatus.drift }
  }

  private func write(_ adoptions: [Adoption]) throws {
    let files: [(path: String, bytes: [UInt8])]
    do {
      files = try repository.adopting(adoptions)
    } catch {
      throw Failure(
        .couldNotRun,
        "\(error.address)\(error.field.map { " " + $0 } ?? ""): \(error.reason)",
        "Nothing was written. Change the entry by hand, or name only others.")
    }
    for file in files {
      let now = try DiskFile.read(repository.root + "/" + file.path)
      guard repository.isUnchanged(file.path, now) else {
        throw Failure(
          .couldNotRun, "\(file.path) was changed while it was read",
          "Nothing was written. Run the command again.")
      }
    }
    for file in files {
      try DiskFile.replace(repository.root + "/" + file.path, file.bytes, keepingMode: true)
    }
  }

  private func line(_ item: DriftItem, _ field: DriftField, _ origin: Origin) -> String {
    let file = repository.place(of: origin)?.file ?? ""
    let from = field.file.shown ?? "(none)"
    let to = field.target.shown ?? "(none)"
    return "\(item.address)   \(field.name): \(from) -> \(to)   \(file)"
  }

  /// Rows that are on one side alone: what to do by hand.
  private func advice(for item: DriftItem) -> String {
    switch item.presence {
    case .inserted:
      return "\(item.address) is in the target alone: write an entry for it, or let the next apply delete it"
    case .removed:
      return
        "\(item.address) was removed from the file and changed in the target: put the entry back, or let the next apply delete it"
    case .deleted, .both, .new:
      guard let file = item.file, let lines = repository.lines(of: item.address, file.origin),
        let place = repository.place(of: file.origin)
      else { return "\(item.address) was deleted from the target: remove its entry" }
      let range =
        lines.count == 1 ? "line \(lines.lowerBound)" : "lines \(lines.lowerBound) to \(lines.upperBound)"
      return "\(item.address) was deleted from the target: remove \(range) of \(place.file), or let the next apply create it again"
    }
  }
}

extension Adoption {
  /// Whether tail and check value of a secret key are adopted.
  fileprivate var rotatesSecret: Bool {
    guard case .key(let entry) = stored, entry.value.isSecret else { return false }
    return fields.contains(ProductKey.Field.value.rawValue)
  }
}
