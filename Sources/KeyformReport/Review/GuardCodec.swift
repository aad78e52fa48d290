internal import KeyformCore

extension GuardChange {
  /// What became of a guard between two revisions, one a line.
  static let list: Codec<[GuardChange]> = .list(
    codec, "What became of guards; those that loosen first.", .lines)

  static let codec: Codec<GuardChange> = .object(
    "One guard: what judges changes.",
    Member("guard", .text("Such as `limit key.delete`, `rule LC002` or `policy ORG001`."), \.what),
    FileLocation.members.of(\.place),
    Member("from", .nullable(.text("As it was; null: there was none.")), \.before),
    Member("to", .nullable(.text("As it is; null: it is gone.")), \.after),
    Member(
      "effect",
      .word(
        "Whether plans may do more or less is judged (loosens), the opposite (tightens), or neither can be told."
      ), \.effect),
    Member("text", .nullable(TextDifference.codec), \.difference)
  ) { what, place, before, after, effect, difference in
    GuardChange(
      what: what, place: place, before: before, after: after, effect: effect,
      difference: difference)
  }
}

extension TextDifference {
  fileprivate static let codec: Codec<TextDifference> = .object(
    "What became of a text, such as a policy's; null: it is none.",
    Member("lines", .list(Line.codec, "The first lines of the difference."), \.lines),
    Member("leftOut", .count("Lines that are not among them."), \.leftOut),
    make: { TextDifference(lines: $0, leftOut: $1) })
}

extension TextDifference.Line {
  fileprivate static let codec: Codec<Self> = .object(
    "One line.",
    Member("sign", .word("What became of it; `place` says where the next ones stand."), \.sign),
    Member("text", .text("The line, cut where it is long."), \.text),
    make: { Self(sign: $0, text: $1) })
}
