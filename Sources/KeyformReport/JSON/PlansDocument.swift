package import KeyformCore

/// What planning came to for one of several targets.
package enum PlanOutcome {
  /// Why there is no plan, with what was found in the repository, and the exit code of that.
  package typealias Failure = (status: Int, text: String, diagnostics: [Diagnostic])
  package typealias Content = (target: TargetDescription, failure: Failure?, plan: Plan?)

  /// The plans of several targets: each in its own format, or why there is none.
  package static let document: JSONDocument<[Content]> = JSONDocument(
    "plans", .lines, title: "The plans of several targets",
    "The plans of several targets, or why there is none.",
    Member(
      "targets",
      .list(codec, "One for each target, in the order of the command line.", .closedLines)
    ) { $0 })

  private static let codec: Codec<Content> = .object(
    "What planning came to for one target.", TargetDescription.members().of { $0.target },
    Member("error", .nullable(failure)) { $0.failure },
    Member("plan", .nullable(Plan.codec)) { $0.plan })

  private static let failure: Codec<Failure> = .object(
    "Why there is no plan; null: there is one.",
    Member("status", .count("The exit code that this alone would have.")) { $0.status },
    Member("text", .text("What went wrong.")) { $0.text },
    Member("diagnostics", Diagnostic.list) { $0.diagnostics })
}

/// A plan that was made anew, and how it differs from the reviewed one.
package enum RebaseReport {
  /// `reviewed` is the digest of the reviewed plan.
  package typealias Content = (comparison: PlanComparison, reviewed: String, plan: Plan)

  package static let document: JSONDocument<Content> = JSONDocument(
    "rebase", .compact, title: "A plan made anew, and the reviewed one",
    "A plan made anew, and how it differs from the reviewed one.",
    Member("reviewed", .pattern("^sha256:[0-9a-f]{64}$", "Digest of the reviewed plan.")) {
      "sha256:\($0.reviewed)"
    },
    Member("asReviewed", .flag("Whether the new plan does what was reviewed, nothing else.")) {
      $0.comparison.isAsReviewed
    },
    Member("added", addresses("Changes that nobody has reviewed.")) {
      $0.comparison.added.map(\.address)
    },
    Member("gone", addresses("Reviewed changes that are no longer due.")) {
      $0.comparison.gone.map(\.address)
    },
    Member("altered", addresses("Changes that are not as reviewed.")) {
      $0.comparison.altered.map(\.now.address)
    },
    Member(
      "rebased",
      addresses("The same changes of rows whose other fields are no longer the same.")
    ) { $0.comparison.rebased },
    Member("same", .count("Changes that are exactly as reviewed.")) { $0.comparison.same },
    Member("plan", Plan.codec) { $0.plan })

  private static func addresses(_ description: String) -> Codec<[Address]> {
    .list(.address("Kind and name of the entry."), description)
  }
}
