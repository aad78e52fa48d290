internal import KeyformCore

/// The JSON Schema of fixes in `keyform.validate/1`.
enum FixSchema {
  static var fixes: SchemaNode {
    .list(
      .object(
        [
          .init(
            "state",
            .words(
              Fix.State.allCases.map(\.rawValue),
              """
              done: written by this run; possible: --fix would write it; on-request: --fix-names \
              would.
              """)),
          .init("file", .text("Path relative to the root of the repository.")),
          .init("line", .count("Line before the run, from 1.")),
          .init("column", .count("Column in characters before the run, from 1.")),
          .init(
            "address",
            .nullable(.pattern(OutputSchemas.address, "The entry; null outside of entries."))),
          .init("field", .text("The field, `name` for an entry's name, such as remaining.asOf.")),
          .init("from", .text("What is or was written, masked.")),
          .init("to", .text("The one right spelling.")),
        ], "One place."),
      "What was fixed; without --fix, what of the findings could be, with --diff all that could be."
    )
  }
}
