package import KeyformCore

/// A plan as JSON: for other programs, and the form in which plans are saved and applied.
///
/// One change a line, so that saved plans can be read and compared. The same plan gives the same
/// bytes. `digest` is the SHA-256 of all bytes before it, so that a plan that was cut short or edited
/// is found out; behind it stands `hmac`, its code under the target's key, where the target has one.
package struct PlanJSON {
  /// The name and version of the format.
  package static let format = "keyform.plan/1"

  private let masking: Masking

  package init(masking: Masking) { self.masking = masking }

  /// Writes the plan and returns its review id and its digest, 64 lower-case hex digits.
  @discardableResult
  package func write(
    _ plan: Plan, to sink: ReportSink
  ) throws -> (review: ReviewID, digest: String) {
    var digests = [ContentDigest(), StatementText.digest(of: plan)]
    func hashed(_ piece: ReportBytes) throws {
      digests[0].update(piece.bytes)
      try sink(piece)
    }
    var head = JSONWriter(masking: masking)
    head.beginObject()
    try Self.head.write(of: PlanHead(plan, masking), &head, hashed, true)
    head.key("changes", onLine: true)
    head.prepared("[")
    try hashed(head.take())
    let changes = ChangeJSON(plan, masking)
    try OrderedBlocks.write(plan.changes, to: sink, digests: &digests) { changes.bytes($0) }
    let review = ReviewID(digests[1])

    var tail = JSONWriter(masking: masking)
    tail.close(with: "\n]")
    try Self.tail.write(of: (plan.diagnostics, plan.impact, review), &tail, hashed, true)
    tail.close(with: ",\n")
    try hashed(tail.take())
    let hex = digests[0].hex()
    var end = JSONWriter(masking: masking)
    end.key("digest")
    end.value("sha256:\(hex)")
    if let code = plan.proof?.code(of: hex) {
      end.key("hmac")
      end.value("sha256:\(code.hex)")
    }
    end.close(with: "}")
    try sink(end.takeDocument())
    return (review, hex)
  }

  /// What stands before the changes.
  static let head: Member<PlanHead, PlanHead> = .group(
    .format(format), PlanHead.members, make: { _, head in head })

  /// What stands behind the changes and before the seal.
  static let tail: Member<Tail, Tail> = .group(
    Member("diagnostics", Diagnostic.list) { $0.diagnostics },
    Member("impact", optional: Impact.codec) { $0.impact.isEmpty ? nil : $0.impact },
    Member("review", optional: ReviewID.codec("SHA-256 of the plan's statement: its review id.")) {
      $0.review
    },
    make: { ($0, $1 ?? .none, $2) })

  /// The review id is nil of a plan that an older Keyform saved, and believed of none.
  typealias Tail = (diagnostics: [Diagnostic], impact: Impact, review: ReviewID?)

  /// Names of the schema's members in the order in which it has always listed them: `source` before
  /// `catalog`.
  private static var headSchema: [SchemaNode.Member] {
    var members = head.schema
    members.swapAt(3, 4)
    return members
  }

  fileprivate static let schema = SchemaNode.object(
    headSchema + [SchemaNode.Member("changes", ChangeJSON.schema)] + tail.schema + [
      .init(
        "digest",
        .pattern("^sha256:[0-9a-f]{64}$", "SHA-256 of all bytes of the plan before this member.")),
      .init(
        "hmac",
        .pattern(
          "^sha256:[0-9a-f]{64}$",
          "The plan's HMAC-SHA-256 under its target's key; absent where that has none."),
        required: false),
    ], "A plan: what would change in a target.")

  static var schemaFile: (file: String, json: String) {
    ("plan.schema.json", schema.document(title: "A plan of Keyform, as shown or saved"))
  }
}

extension ReviewID {
  static func codec(_ description: String) -> Codec<ReviewID> {
    Codec<String>.pattern("^sha256:[0-9a-f]{64}$", description).mapped(
      "a review id", { ReviewID($0) }, \.description)
  }
}

extension Plan {
  /// A plan within another document: in its own format.
  static let codec: Codec<Plan> = Codec(PlanJSON.schema) { plan, json, sink in
    try sink(json.take())
    try PlanJSON(masking: json.masking).write(plan, to: sink)
    json.endValue()
  }
}
