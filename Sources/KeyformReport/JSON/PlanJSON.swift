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

  /// Writes the plan and returns its digest, 64 lower-case hex digits.
  @discardableResult
  package func write(_ plan: Plan, to sink: ReportSink) throws -> String {
    var digest = ContentDigest()
    func hashed(_ piece: ReportBytes) throws {
      digest.update(piece.bytes)
      try sink(piece)
    }
    let files = PlanFiles(plan)
    var json = JSONWriter(masking: masking)
    writeHead(of: plan, files: files, to: &json)
    try hashed(json.take())
    let changes = ChangeJSON(masking: masking, files: plan.files)
    try OrderedBlocks.write(plan.changes, to: sink, digest: &digest) { changes.bytes($0) }

    var tail = JSONWriter(masking: masking)
    tail.prepared("\n],\n\"diagnostics\":")
    try DiagnosticJSON(masking: masking).write(plan.diagnostics, in: &tail, flushingTo: hashed)
    if !plan.impact.isEmpty {
      tail.member("impact")
      try ImpactJSON(masking: masking).write(plan.impact, in: &tail, flushingTo: hashed)
    }
    tail.close(with: ",\n")
    try hashed(tail.take())
    let hex = digest.hex()
    var end = JSONWriter(masking: masking)
    end.key("digest")
    end.value("sha256:\(hex)")
    if let code = plan.proof?.code(of: hex) {
      end.key("hmac")
      end.value("sha256:\(code.hex)")
    }
    end.close(with: "}")
    try sink(end.takeDocument())
    return hex
  }

  private func writeHead(of plan: Plan, files: PlanFiles, to json: inout JSONWriter) {
    let header = plan.header
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    json.member("project")
    json.value(header.project)
    json.member("target")
    json.beginObject()
    json.key("name")
    json.value(header.target.name)
    json.key("url")
    json.value(header.target.url)
    json.key("id")
    json.value(header.targetID)
    json.endObject()
    json.member("catalog")
    json.value(header.catalog)
    json.member("source")
    write(header.source, to: &json)
    json.member("tool")
    json.value(header.toolVersion)
    json.member("today")
    json.value(header.today.description)
    json.member("undoOf")
    if let undoOf = header.undoOf { json.value(undoOf) } else { json.null() }
    if header.isPreview {
      json.member("preview")
      json.value(true)
    }
    json.member("schema")
    json.value(plan.schema.text)
    json.member("summary")
    let summary = plan.summary
    json.beginObject()
    for action in Action.allCases {
      json.key(named: action.rawValue)
      json.value(summary[action])
    }
    json.endObject()
    json.member("hazards")
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
    if !plan.memory.isEmpty {
      json.member("memory")
      MemoryJSON.write(plan.memory, to: &json)
    }
    json.member("allowed")
    json.beginArray()
    for hazard in plan.allowed { json.value(hazard.rawValue) }
    json.endArray()
    json.member("leftOut")
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
    json.member("waived")
    json.beginArray()
    for waived in plan.waived { write(waived, to: &json) }
    json.endArray()
    json.member("blocked")
    json.beginArray()
    for blocker in plan.blockers + Withheld.blockers(of: plan, masking) {
      json.beginObject()
      json.key("cause")
      json.value(blocker.cause.rawValue)
      json.key("text")
      json.value(blocker.text)
      json.endObject()
    }
    json.endArray()
    json.member("files")
    json.list(files.used)
    json.member("changes")
    json.prepared("[")
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
    json.value(waived.reason)
    json.endObject()
  }

  private func write(_ source: SourceRevision?, to json: inout JSONWriter) {
    guard let source else { return json.null() }
    json.beginObject()
    json.key("repository")
    json.value(source.repository)
    json.key("commit")
    json.value(source.commit)
    json.key("author")
    json.value(source.author)
    json.key("dirty")
    json.value(source.isDirty)
    json.key("tree")
    json.value(source.tree)
    json.key("roots")
    json.list(source.roots)
    json.key("shallow")
    json.value(source.isShallow)
    json.endObject()
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
