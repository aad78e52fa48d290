/// The lines that a change writes, by file: what a report of the change may point at.
package struct ChangedLines: Sendable {
  private let lines: [String: Set<Int>]

  /// Files with the texts of both sides; nil before: the file is new.
  package init(_ files: [(path: String, before: [UInt8]?, after: [UInt8])]) {
    lines = Dictionary(
      files.map { ($0.path, TextDifference.linesAdded(from: $0.before ?? [], to: $0.after)) },
      uniquingKeysWith: { first, _ in first })
  }

  package func contains(_ place: FileLocation) -> Bool {
    lines[place.file]?.contains(place.line) ?? false
  }
}

extension Diagnostic {
  /// The finding as a report of a change points at it: where its own line is not in the change, the
  /// first related one that is takes its place, and the own one is told first of the related.
  package func placed(in lines: ChangedLines) -> Diagnostic {
    guard let place, !lines.contains(place),
      let nearest = related.first(where: { lines.contains($0.place) })
    else { return self }
    let subject = address.map { "\($0): " } ?? ""
    let own = Related(
      place: place, text: "\(subject)the finding is on this line, which the change leaves alone")
    return Diagnostic(
      rule: rule, severity: severity, address: address, summary: summary, detail: detail,
      place: nearest.place, related: [own] + related, isStructural: isStructural,
      isErrorOnChange: isErrorOnChange, field: field)
  }
}
