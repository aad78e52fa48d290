internal import KeyformCore

extension Diagnostic {
  /// In the order of reports, one a line.
  static let list: Codec<[Diagnostic]> = .list(
    codec, "Findings by file, line, column and rule.", .closedLines
  ).mapped("diagnostics by place and rule", { $0 }, { $0.sorted(by: Diagnostic.inOrder) })

  static let codec: Codec<Diagnostic> = .object(
    "One finding.",
    Member("rule", .text("Id of the rule, as `keyform explain` takes it."), \.rule),
    Member("severity", .word("How much the finding weighs."), \.severity),
    Member(
      "address", .nullable(.address("The entry concerned; null for whole files.")), \.address),
    Member("summary", .text("What is wrong, in short."), \.summary),
    Member("detail", .text("What is wrong, why, and what to do."), \.detail),
    FileLocation.members.of(\.place),
    Member(
      "related", .list(Related.codec, "Further places that belong to the finding."), \.related)
  ) { rule, severity, address, summary, detail, place, related in
    Diagnostic(
      rule: rule, severity: severity, address: address, summary: summary, detail: detail,
      place: place, related: related)
  }
}

extension Diagnostic.Related {
  fileprivate static let codec: Codec<Self> = .object(
    "A further place.", FileLocation.members.of { $0.place },
    Member("text", .text("What the place has to do with the finding."), \.text),
    expected: "a place"
  ) { place, text in place.map { Self(place: $0, text: text) } }
}

extension FileLocation {
  static let members: Member<FileLocation?, FileLocation?> = .group(
    Member(
      "file", .nullable(.text("Path relative to the root of the repository; null: no place."))
    ) { $0?.file },
    Member("line", .nullable(.count("Line, from 1."))) { $0?.line },
    Member("column", .nullable(.count("Column in characters, from 1."))) { $0?.column },
    expected: "a place"
  ) { file, line, column in
    if let file, let line, let column {
      return FileLocation(file: file, line: line, column: column)
    }
    return file == nil && line == nil && column == nil ? .some(nil) : nil
  }
}
