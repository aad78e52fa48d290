package import KeyformCore

/// A plan as it was saved.
package struct SavedPlan: Sendable {
  package let plan: Plan
  /// 64 lower-case hex digits: what the journal records of the plan.
  package let digest: String
  /// What the plan's target is shown before anything else of the plan is believed.
  package var credential: PlanCredential {
    PlanCredential(digest: digest, code: plan.proof?.code(of: digest))
  }
}

/// Reads a saved plan back. Nothing is repaired and nothing is guessed: what is read writes the
/// same bytes again, or there is an error. The review id alone is not believed: it is found anew from the
/// changes wherever it is shown.
package enum PlanReader {
  /// Bytes of changes that one core reads at a time.
  private static let portion = 1 << 20

  package static func read(_ bytes: [UInt8]) throws(PlanReadError) -> SavedPlan {
    do {
      return try whole(bytes)
    } catch let error as PlanReadError {
      throw error
    } catch let error as JSONError {
      throw .malformed(line: error.line, expected: error.expected)
    } catch {
      throw .notAPlan
    }
  }

  private static func whole(_ bytes: [UInt8]) throws -> SavedPlan {
    let body = try PlanSeal.body(of: bytes)
    var cursor = JSONCursor(bytes, to: body.end)
    try cursor.beginObject()
    let head = try PlanJSON.head.read(&cursor, true)
    guard cursor.takeKey("changes", onLine: true) else { throw cursor.malformed("changes") }
    try cursor.expect("[")
    guard let end = PlanSeal.endOfChanges(in: bytes, from: cursor.index, to: body.end) else {
      throw cursor.malformed("the end of the changes")
    }
    if end > cursor.index { try cursor.expect("\n") }
    let start = cursor.index
    let files = Dictionary(
      zip(head.files, Int32(0)...), uniquingKeysWith: { first, _ in first })
    let bounds = portions(of: bytes, from: start, to: end)
    // Hashing runs beside reading; its verdict comes first, since an edit explains every other.
    let parts = AllCores.map(bounds.count) { index in
      if index == 0 { return Part.digest(PlanSeal.digest(of: bytes, to: body.end)) }
      var changes = SavedChanges(
        JSONCursor(bytes, from: bounds[index - 1], to: bounds[index]), files: files,
        isPreview: head.header.isPreview)
      return Part.changes(Result { try changes.read() })
    }
    guard case .digest(body.digest)? = parts.first else { throw PlanReadError.edited }
    var changes: [Change] = []
    // As the summary says, but never more room than the bytes could fill.
    changes.reserveCapacity(min(head.summary.total, bytes.count / 32))
    for case .changes(let part) in parts { changes.append(contentsOf: try part.get()) }
    var rest = JSONCursor(bytes, from: end, to: body.end)
    try rest.expect("\n]")
    rest.endValue()
    let (diagnostics, impact, _) = try PlanJSON.tail.read(&rest, true)
    try rest.expect(",\n")
    guard rest.isAtEnd else { throw rest.malformed("the plan's end") }
    // Without tables a target has no key.
    guard body.code == nil || head.header.targetID != nil else {
      throw rest.malformed("a last line without `hmac`")
    }
    let plan = Plan(
      header: head.header, schema: head.schema, changes: changes, diagnostics: diagnostics,
      blockers: head.blockers, files: head.files, allowed: head.allowed, leftOut: head.leftOut,
      waived: head.waived, impact: impact, memory: head.memory,
      proof: body.code.map { PlanProof(stated: $0) })
    guard plan.summary == head.summary,
      plan.hazards.elementsEqual(head.hazards, by: { $0 == $1 }), isInOrder(changes),
      PlanHead.files(plan) == head.files
    else {
      throw cursor.malformed("changes by kind and name that add up to the summary")
    }
    return SavedPlan(plan: plan, digest: body.digest)
  }

  private enum Part: Sendable {
    case digest(String)
    case changes(Result<[Change], any Error>)
  }

  /// Ends of portions that fall between two changes; the first is the start.
  private static func portions(of bytes: [UInt8], from start: Int, to end: Int) -> [Int] {
    var bounds = [start]
    while let last = bounds.last, end - last > portion,
      let lineBreak = bytes[(last + portion)..<end].firstIndex(of: 0x0A)
    {
      bounds.append(lineBreak + 1)
    }
    if let last = bounds.last, last < end { bounds.append(end) }
    return bounds
  }

  private static func isInOrder(_ changes: [Change]) -> Bool {
    zip(changes, changes.dropFirst()).allSatisfy { left, right in
      guard let left = left.shown, let right = right.shown else { return false }
      return left.kind == right.kind ? left.name < right.name : left.kind < right.kind
    }
  }
}
