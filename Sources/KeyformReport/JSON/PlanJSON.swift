package import KeyformCore

/// A plan as JSON: for other programs, and the form in which plans are saved and applied.
///
/// One change a line, so that saved plans can be read and compared. The same plan gives the same
/// bytes. The last member is the SHA-256 of all bytes before it, so that a plan that was cut short
/// or edited is found out.
package struct PlanJSON {
  /// The name and version of the format.
  package static let format = "keyform.plan/1"

  private let masking: Masking

  package init(masking: Masking) { self.masking = masking }

  /// Writes the plan and returns its digest, 64 lower-case hex digits.
  @discardableResult
  package func write(_ plan: Plan, to sink: ReportSink) throws -> String {
    var digest = ContentDigest()
    func hashed(_ bytes: [UInt8]) throws {
      digest.update(bytes)
      try sink(bytes)
    }
    let files = PlanFiles(plan)
    var json = JSONWriter()
    writeHead(of: plan, files: files, to: &json)
    try hashed(json.bytes)
    let changes = ChangeJSON(masking: masking, files: plan.files)
    try OrderedBlocks.write(plan.changes, to: sink, digest: &digest) { changes.bytes($0) }

    var tail = JSONWriter()
    tail.prepared(Array("\n],\n\"diagnostics\":".utf8))
    try DiagnosticJSON(masking: masking).write(plan.diagnostics, in: &tail, flushingTo: hashed)
    if !plan.impact.isEmpty {
      tail.prepared(Array("\n\"impact\":".utf8))
      try ImpactJSON(masking: masking).write(plan.impact, in: &tail, flushingTo: hashed)
    }
    tail.bytes.append(contentsOf: ",\n".utf8)
    try hashed(tail.bytes)
    let hex = digest.hex()
    try sink(Array("\"digest\":\"sha256:\(hex)\"}\n".utf8))
    return hex
  }

  private func writeHead(of plan: Plan, files: PlanFiles, to json: inout JSONWriter) {
    let header = plan.header
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    member("project", &json)
    json.value(header.project)
    member("target", &json)
    json.beginObject()
    json.key("name")
    json.value(header.target.name)
    json.key("url")
    json.value(header.target.url)
    json.key("id")
    json.value(header.targetID)
    json.endObject()
    member("catalog", &json)
    json.value(header.catalog)
    member("source", &json)
    write(header.source, to: &json)
    member("tool", &json)
    json.value(header.toolVersion)
    member("today", &json)
    json.value(header.today.description)
    member("undoOf", &json)
    if let undoOf = header.undoOf { json.value(undoOf) } else { json.null() }
    member("schema", &json)
    json.value(plan.schema.text)
    member("summary", &json)
    let summary = plan.summary
    json.beginObject()
    for action in Action.allCases {
      json.key(action.rawValue)
      json.value(summary[action])
    }
    json.endObject()
    member("hazards", &json)
    json.beginArray()
    for (hazard, count) in plan.hazards {
      json.beginObject()
      json.key("name")
      json.value(hazard.rawValue)
      json.key("count")
      json.value(count)
      json.endObject()
    }
    json.endArray()
    member("allowed", &json)
    json.beginArray()
    for hazard in plan.allowed { json.value(hazard.rawValue) }
    json.endArray()
    member("leftOut", &json)
    json.beginArray()
    for change in plan.leftOut {
      json.beginObject()
      json.key("action")
      json.value(change.action.rawValue)
      json.key("address")
      json.value(change.address.description)
      json.endObject()
    }
    json.endArray()
    member("waived", &json)
    json.beginArray()
    for waived in plan.waived { write(waived, to: &json) }
    json.endArray()
    member("blocked", &json)
    json.beginArray()
    for blocker in plan.blockers + Withheld.blockers(of: plan, masking) {
      json.beginObject()
      json.key("cause")
      json.value(blocker.cause.rawValue)
      json.key("text")
      json.value(masking.masked(blocker.text))
      json.endObject()
    }
    json.endArray()
    member("files", &json)
    json.beginArray()
    for file in files.used { json.value(file) }
    json.endArray()
    member("changes", &json)
    json.bytes.append(UInt8(ascii: "["))
  }

  private func write(_ waived: WaivedLimit, to json: inout JSONWriter) {
    json.beginObject()
    json.key("limit")
    json.value(waived.limit.text)
    json.key("waiver")
    json.value(waived.waiver)
    json.key("count")
    json.value(waived.count)
    json.key("until")
    json.value(waived.until.description)
    json.key("reason")
    json.value(masking.masked(waived.reason))
    json.endObject()
  }

  private func write(_ source: SourceRevision?, to json: inout JSONWriter) {
    guard let source else { return json.null() }
    json.beginObject()
    json.key("repository")
    json.value(source.repository.map(masking.masked))
    json.key("commit")
    json.value(source.commit)
    json.key("author")
    json.value(source.author.map(masking.masked))
    json.key("dirty")
    json.value(source.isDirty)
    json.endObject()
  }

  /// The key of a member of the plan, on a line of its own.
  private func member(_ name: String, _ json: inout JSONWriter) {
    json.prepared(Array("\n\"\(name)\":".utf8))
  }
}

/// The files that changes point into, in the order of the plan's own list.
struct PlanFiles {
  let used: [String]

  init(_ plan: Plan) {
    var isUsed = [Bool](repeating: false, count: plan.files.count)
    for change in plan.changes {
      guard let file = change.after?.origin.file, isUsed.indices.contains(Int(file)) else {
        continue
      }
      isUsed[Int(file)] = true
    }
    used = zip(plan.files, isUsed).filter(\.1).map(\.0)
  }
}
