internal import KeyformCore
internal import KeyformRepository

/// What the target holds, for the files to say, where that says it all; tells what is left to do.
package struct DriftAdoption {
  private let reader: DriftReader
  /// Whether entries were named: then the target wins also where the file changed too.
  private let named: Bool
  private let masking: Masking

  /// What is to be written.
  package private(set) var edits: [FileEdit] = []
  /// What is adopted, a line each.
  package private(set) var lines: [String] = []
  /// What people have to do themselves.
  package private(set) var left: [String] = []
  /// Whether tail and check value of a secret key are adopted.
  package private(set) var rotatesSecret = false

  /// Whether the role reads no values of keys.
  package var isPreview: Bool { reader.isPreview }

  /// Throws a ``Failure`` where a file cannot be edited.
  package init(_ reader: DriftReader, named: Bool) throws {
    self.reader = reader
    self.named = named
    masking = reader.planned.repository.masking
    var adoptions: [Adoption] = []
    var taken: [(DriftItem, DriftField)] = []
    for item in reader.drifted where item.presence == .both {
      guard let stored = item.target, let file = item.file else { continue }
      let fields = item.fields.filter {
        isWanted($0) && !holdsKey($0) && !isLost($0) && !isWithheld($0)
      }
      guard !fields.isEmpty else { continue }
      adoptions.append(Adoption(stored, into: file, fields: fields.map(\.name)))
      taken += fields.map { (item, $0) }
    }
    let refused = try adopt(adoptions)
    let unsayable = Dictionary(grouping: refused, by: \.address)
    lines = taken.filter { item, field in
      !(unsayable[item.address] ?? []).contains { $0.field == field.name }
    }.map(line)
    let written = Dictionary(
      edits.map { ($0.path, $0.after) }, uniquingKeysWith: { first, _ in first })
    left =
      reader.drifted.flatMap { advice(for: $0, written) }
      + refused.map { "\($0.address) \($0.field ?? ""): \($0.reason)" }
    if adoptions.isEmpty, left.isEmpty {
      let scope = reader.isPreview ? " in what the role reads" : ""
      lines.append("Nothing to adopt: there is no drift\(scope).")
    }
    rotatesSecret = adoptions.contains(where: \.rotatesSecret)
  }

  private var repository: LoadedRepository { reader.planned.repository }

  /// Makes the edits; gives what no file can say.
  private mutating func adopt(_ adoptions: [Adoption]) throws -> [AdoptionRefusal] {
    let adopted: AdoptedFiles
    do {
      adopted = try repository.adopting(adoptions)
    } catch {
      throw Failure(
        .couldNotRun, "\(error.address)\(error.field.map { " " + $0 } ?? ""): \(error.reason)",
        "Nothing was written. Change the entry by hand, or name only others.")
    }
    edits = adopted.files.map { path, bytes in
      FileEdit(
        path: path, before: repository.files.first { $0.path == path }?.bytes ?? [], after: bytes)
    }
    return adopted.left
  }

  private func isWanted(_ field: DriftField) -> Bool {
    field.cause == .target || named && field.cause == .both
  }

  /// Whether the target's text holds what looks like a secret key: that is never written to a file.
  private func holdsKey(_ field: DriftField) -> Bool {
    masking.holdsSecret(field.target.shown ?? "")
  }

  /// Whether it is a value that the role does not read: tail and check value alone are no whole key.
  private func isWithheld(_ field: DriftField) -> Bool {
    reader.isPreview && field.name == ProductKey.Field.value.rawValue
  }

  /// Whether the row has lost its value: nothing is there to adopt.
  private func isLost(_ field: DriftField) -> Bool {
    !isWithheld(field) && field.name == ProductKey.Field.value.rawValue && field.target == .none
  }

  private func line(_ item: DriftItem, _ field: DriftField) -> String {
    let file = item.file.flatMap { repository.place(of: $0.origin)?.file } ?? ""
    let from = shown(field.file)
    let to = shown(field.target)
    return "\(item.address)   \(field.name): \(from) -> \(to)   \(file)"
  }

  private func shown(_ value: FieldValue) -> String { value.shown ?? "(none)" }

  /// What is left to people.
  private func advice(for item: DriftItem, _ written: [String: [UInt8]]) -> [String] {
    switch item.presence {
    case .both:
      let secrets = item.fields.filter { isWanted($0) && holdsKey($0) }.map {
        """
        \(item.address) \($0.name): the target's value holds what looks like a secret key, which no \
        file may hold; correct the row
        """
      }
      let lost = item.fields.filter { isWanted($0) && isLost($0) }.map { _ in
        "\(item.address) value: the row has lost its value; the next apply writes it again"
      }
      let withheld = item.fields.filter { isWanted($0) && isWithheld($0) }.map { _ in
        "\(item.address) value: the role reads no values; adopt it with the rights of keyform_planner"
      }
      return secrets + lost + withheld
        + item.fields.filter { !isWanted($0) && $0.cause == .both }.map {
          """
          \(item.address) \($0.name): file and target both changed; name the entry to take the \
          target's: keyform drift --adopt \(item.address)
          """
        }
    case .new: return []
    case .inserted:
      return [
        """
        \(item.address) is in the target alone: let the next apply delete it, or put its entry into \
        a file\(snippet(of: item))
        """
      ]
    case .removed:
      return [
        """
        \(item.address) was removed from the file and changed in the target: put the entry back, \
        or let the next apply delete it
        """
      ]
    case .deleted: return [removal(of: item, written)]
    }
  }

  /// The YAML of a row; where a secret's value is kept is for people to add. Nothing where the role
  /// does not read the whole of it.
  private func snippet(of item: DriftItem) -> String {
    guard let row = item.target else { return "" }
    if reader.isPreview, case .key = row { return "" }
    let yaml = ResourceWriter(catalog: repository.catalog).write(row)
    return ":\n"
      + String(decoding: yaml, as: UTF8.self).split(separator: "\n")
      .map { "    \($0)" }.joined(separator: "\n")
  }

  private func removal(of item: DriftItem, _ written: [String: [UInt8]]) -> String {
    let gone = "\(item.address) was deleted from the target"
    guard let origin = item.file?.origin, let path = repository.place(of: origin)?.file,
      let lines = EntryLines.of(
        item.address, in: written[path] ?? repository.bytes(ofFile: origin.file))
    else { return "\(gone): remove it from the files, or let the next apply create it again" }
    let range =
      lines.count == 1
      ? "line \(lines.lowerBound)" : "lines \(lines.lowerBound) to \(lines.upperBound)"
    return "\(gone): remove \(range) of \(path), or let the next apply create it again"
  }
}

extension Adoption {
  /// Whether tail and check value of a secret key are adopted.
  fileprivate var rotatesSecret: Bool {
    guard case .key(let entry) = stored, entry.value.isSecret else { return false }
    return fields.contains(ProductKey.Field.value.rawValue)
  }
}
