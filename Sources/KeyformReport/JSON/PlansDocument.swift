package import KeyformCore

/// What planning came to for one of several targets.
package struct PlanOutcome: Sendable {
  package enum Result: Sendable {
    case plan(Plan)
    /// Why there is none, with what was found in the repository, and the exit code of that.
    case failure(String, [Diagnostic], status: Int)
  }

  package let target: TargetDescription
  package let result: Result

  package init(target: TargetDescription, result: Result) {
    self.target = target
    self.result = result
  }

  /// The plans of several targets: each in its own format, or why there is none.
  package static let document: JSONDocument<[PlanOutcome]> = JSONDocument(
    "plans", .lines, title: "The plans of several targets",
    "The plans of several targets, or why there is none.",
    Member(
      "targets",
      .list(codec, "One for each target, in the order of the command line.", .closedLines)
    ) { $0 })

  private static let codec: Codec<Self> = .object(
    "What planning came to for one target.", TargetDescription.members().of(\.target),
    Member("error", .nullable(failure)) {
      if case .failure(let text, let diagnostics, let status) = $0.result {
        (status, text, diagnostics)
      } else {
        nil
      }
    },
    Member("plan", .nullable(Plan.codec)) {
      if case .plan(let plan) = $0.result { plan } else { nil }
    })

  private typealias Failure = (status: Int, text: String, diagnostics: [Diagnostic])

  private static let failure: Codec<Failure> = .object(
    "Why there is no plan; null: there is one.",
    Member("status", .count("The exit code that this alone would have.")) { $0.status },
    Member("text", .text("What went wrong.")) { $0.text },
    Member("diagnostics", Diagnostic.list) { $0.diagnostics })
}

/// A plan that was made anew, and how it differs from the reviewed one.
package struct RebaseReport: Sendable {
  private let comparison: PlanComparison
  private let reviewed: String
  private let plan: Plan

  /// `reviewed` is the digest of the reviewed plan.
  package init(_ comparison: PlanComparison, reviewed: String, _ plan: Plan) {
    self.comparison = comparison
    self.reviewed = reviewed
    self.plan = plan
  }

  package static let document: JSONDocument<RebaseReport> = JSONDocument(
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
    Member("plan", Plan.codec, \.plan))

  private static func addresses(_ description: String) -> Codec<[Address]> {
    .list(.address("Kind and name of the entry."), description)
  }
}
