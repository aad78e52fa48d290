internal import KeyformCore

/// Writes what a plan means for licences as JSON: a line for each key, as there may be thousands.
/// `SavedImpact` reads it.
struct ImpactJSON: Sendable {
  let masking: Masking

  /// The value of `"impact"`.
  func write(
    _ impact: Impact, in json: inout JSONWriter, flushingTo sink: ReportSink
  ) throws {
    json.beginObject()
    try writeKeys(impact.keys, &json, sink)
    try list("paths", impact.paths, &json, sink) { write($0, to: &$1) }
    try list("services", impact.services, &json, sink) { write($0, to: &$1) }
    try list("supportEnds", impact.supportEnds, &json, sink) { write($0, to: &$1) }
    try list("editions", impact.editions, &json, sink) { write($0, to: &$1) }
    json.endObject()
  }

  /// Rendered on all cores, in blocks of about 200 KB.
  private func writeKeys(
    _ keys: [KeyImpact], _ json: inout JSONWriter, _ sink: ReportSink
  ) throws {
    let size = 512
    let blocks = AllCores.map((keys.count + size - 1) / size) { block in
      var part = JSONWriter(masking: masking)
      part.reserveCapacity(size * 420)
      for key in keys[block * size..<min(keys.count, (block + 1) * size)] {
        part.beginLine()
        part.beginObject()
        write(key, to: &part)
        part.endObject()
      }
      return part
    }
    json.member("keys")
    json.beginArray()
    for block in blocks {
      json.append(block)
      try json.flush(to: sink, above: 0)
    }
    json.endArray()
  }

  private func list<Line>(
    _ name: StaticString, _ lines: [Line], _ json: inout JSONWriter, _ sink: ReportSink,
    _ write: (Line, inout JSONWriter) -> Void
  ) throws {
    json.member(name)
    json.beginArray()
    for line in lines {
      json.beginLine()
      json.beginObject()
      write(line, &json)
      json.endObject()
      try json.flush(to: sink)
    }
    json.endArray()
  }

  // MARK: - Keys. Texts that are written for each stand ready.

  private static let key: StaticString = "\"key\":"
  private static let kind: StaticString = "\"kind\":"
  private static let before: StaticString = "\"before\":"
  private static let after: StaticString = "\"after\":"
  private static let bindings: StaticString = "\"bindings\":"
  private static let others: StaticString = "\"others\":"
  private static let state: StaticString = "{\"state\":"
  private static let quantity: StaticString = "\"quantity\":"
  private static let remaining: StaticString = "\"remaining\":"
  private static let asOf: StaticString = "\"asOf\":"
  private static let machines: StaticString = "\"machines\":"
  private static let activated: StaticString = "\"activated\":"
  private static let activatedKnown: StaticString = "\"activatedKnown\":"
  private static let needed: StaticString = "\"needed\":"
  private static let uncounted: StaticString = "\"uncounted\":"
  private static let left: StaticString = "\"left\":"

  private func write(_ impact: KeyImpact, to json: inout JSONWriter) {
    json.prepared(Self.key)
    json.value("key/\(impact.key)")
    json.prepared(Self.kind)
    json.value(impact.kind.rawValue)
    json.prepared(Self.before)
    write(impact.before, to: &json)
    json.prepared(Self.after)
    write(impact.after, to: &json)
    json.prepared(Self.bindings)
    addresses(.binding, impact.bindings, to: &json)
    json.prepared(Self.others)
    json.list(impact.others)
  }

  func write(_ balance: KeyBalance?, to json: inout JSONWriter) {
    guard let balance else { return json.null() }
    json.prepared(Self.state)
    json.value(balance.state.rawValue)
    json.prepared(Self.quantity)
    json.value(FieldValue(balance.quantity))
    json.prepared(Self.remaining)
    json.value(balance.remaining?.count)
    json.prepared(Self.asOf)
    json.value(balance.remaining?.asOf?.description)
    json.prepared(Self.machines)
    json.value(balance.machines)
    json.prepared(Self.activated)
    json.value(balance.activated)
    json.prepared(Self.activatedKnown)
    json.value(balance.isActivatedKnown)
    json.prepared(Self.needed)
    json.value(balance.needed)
    json.prepared(Self.uncounted)
    json.value(balance.uncounted)
    json.prepared(Self.left)
    json.value(balance.left)
    json.close(with: "}")
  }

  // MARK: - The others, of which there are few

  private func write(_ impact: PathImpact, to json: inout JSONWriter) {
    json.key("change")
    json.value(impact.change.rawValue)
    json.key("product")
    json.value(impact.product)
    json.key("before")
    json.list(impact.before.words)
    json.key("after")
    json.list(impact.after.words)
    write(impact.machines, to: &json)
  }

  private func write(_ impact: ServiceImpact, to json: inout JSONWriter) {
    json.key("service")
    json.value(impact.service.description)
    json.key("place")
    json.value(impact.place)
    json.key("before")
    write(impact.before, to: &json)
    json.key("after")
    write(impact.after, to: &json)
    json.key("needed")
    write(impact.needed, to: &json)
    json.prepared(Self.bindings)
    addresses(.binding, impact.bindings, to: &json)
  }

  func write(_ counts: ServiceCounts?, to json: inout JSONWriter) {
    guard let counts else { return json.null() }
    json.beginObject()
    json.key("clients")
    json.value(counts.clients)
    json.key("servers")
    json.value(counts.servers)
    json.key("office")
    json.value(counts.office)
    json.prepared(Self.uncounted)
    json.value(counts.uncounted)
    json.endObject()
  }

  private func write(_ impact: SupportImpact, to json: inout JSONWriter) {
    json.key("product")
    json.value(impact.product)
    json.key("release")
    json.value(impact.release)
    json.key("end")
    json.value(impact.end.description)
    write(impact.machines, to: &json)
  }

  private func write(_ impact: EditionImpact, to json: inout JSONWriter) {
    json.key("from")
    json.value(impact.from)
    json.key("to")
    json.value(impact.to)
    json.key("evaluation")
    json.value(impact.isEvaluation)
    json.key("consequence")
    json.value(impact.consequence.rawValue)
    json.key("byHand")
    json.value(impact.isByHand)
    json.key("minimumBuild")
    json.value(impact.minimumBuild)
    write(impact.machines, to: &json)
  }

  private func write(_ machines: ConcernedMachines, to json: inout JSONWriter) {
    json.prepared(Self.machines)
    json.value(machines.count)
    json.prepared(Self.uncounted)
    json.value(machines.uncounted)
    json.key("deployments")
    addresses(.deployment, machines.deployments, to: &json)
    json.prepared(Self.bindings)
    addresses(.binding, machines.bindings, to: &json)
  }

  private func addresses(_ kind: EntityKind, _ names: [String], to json: inout JSONWriter) {
    json.beginArray()
    let size = 2_048
    // Where one thing happens to everybody, everybody is named.
    let blocks = AllCores.map((names.count + size - 1) / size) { block in
      var part = JSONWriter(masking: masking)
      for name in names[block * size..<min(names.count, (block + 1) * size)] {
        part.value("\(kind.rawValue)/\(name)")
      }
      return part
    }
    for block in blocks { json.append(block) }
    json.endArray()
  }
}
