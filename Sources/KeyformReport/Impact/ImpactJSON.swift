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
      var part = JSONWriter()
      part.bytes.reserveCapacity(size * 420)
      for key in keys[block * size..<min(keys.count, (block + 1) * size)] {
        part.prepared(Self.lineBreak)
        part.beginObject()
        write(key, to: &part)
        part.endObject()
      }
      return part.bytes
    }
    json.prepared(Array("\n\"keys\":".utf8))
    json.beginArray()
    for (index, block) in blocks.enumerated() {
      if index > 0 { json.bytes.append(UInt8(ascii: ",")) }
      json.bytes.append(contentsOf: block)
      try sink(json.bytes)
      json.bytes.removeAll(keepingCapacity: true)
    }
    json.endArray()
  }

  private static let lineBreak = [UInt8(ascii: "\n")]

  private func list<Line>(
    _ name: String, _ lines: [Line], _ json: inout JSONWriter, _ sink: ReportSink,
    _ write: (Line, inout JSONWriter) -> Void
  ) throws {
    json.prepared(Array("\n\"\(name)\":".utf8))
    json.beginArray()
    for line in lines {
      json.prepared(Self.lineBreak)
      json.beginObject()
      write(line, &json)
      json.endObject()
      if json.bytes.count > 65_536 {
        try sink(json.bytes)
        json.bytes.removeAll(keepingCapacity: true)
      }
    }
    json.endArray()
  }

  // MARK: - Keys. Texts that are written for each stand ready.

  private static let key = Array("\"key\":".utf8)
  private static let kind = Array("\"kind\":".utf8)
  private static let before = Array("\"before\":".utf8)
  private static let after = Array("\"after\":".utf8)
  private static let bindings = Array("\"bindings\":".utf8)
  private static let others = Array("\"others\":".utf8)
  private static let state = Array("{\"state\":".utf8)
  private static let quantity = Array("\"quantity\":".utf8)
  private static let remaining = Array("\"remaining\":".utf8)
  private static let asOf = Array("\"asOf\":".utf8)
  private static let machines = Array("\"machines\":".utf8)
  private static let activated = Array("\"activated\":".utf8)
  private static let activatedKnown = Array("\"activatedKnown\":".utf8)
  private static let needed = Array("\"needed\":".utf8)
  private static let uncounted = Array("\"uncounted\":".utf8)
  private static let left = Array("\"left\":".utf8)

  private func write(_ impact: KeyImpact, to json: inout JSONWriter) {
    json.prepared(Self.key)
    json.value(masking.masked("key/\(impact.key)"))
    json.prepared(Self.kind)
    json.value(impact.kind.rawValue)
    json.prepared(Self.before)
    write(impact.before, to: &json)
    json.prepared(Self.after)
    write(impact.after, to: &json)
    json.prepared(Self.bindings)
    addresses(.binding, impact.bindings, to: &json)
    json.prepared(Self.others)
    json.beginArray()
    for other in impact.others { json.value(masking.masked(other)) }
    json.endArray()
  }

  func write(_ balance: KeyBalance?, to json: inout JSONWriter) {
    guard let balance else { return json.null() }
    json.prepared(Self.state)
    json.value(balance.state.rawValue)
    json.prepared(Self.quantity)
    json.value(masking.masked(FieldValue(balance.quantity)))
    json.prepared(Self.remaining)
    json.value(optional: balance.remaining?.count)
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
    json.value(optional: balance.left)
    json.bytes.append(0x7D)
  }

  // MARK: - The others, of which there are few

  private func write(_ impact: PathImpact, to json: inout JSONWriter) {
    json.key("change")
    json.value(impact.change.rawValue)
    json.key("product")
    json.value(masking.masked(impact.product))
    json.key("before")
    json.list(impact.before.words)
    json.key("after")
    json.list(impact.after.words)
    write(impact.machines, to: &json)
  }

  private func write(_ impact: ServiceImpact, to json: inout JSONWriter) {
    json.key("service")
    json.value(masking.masked(impact.service.description))
    json.key("place")
    json.value(masking.masked(impact.place))
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
    json.value(masking.masked(impact.product))
    json.key("release")
    json.value(impact.release.map(masking.masked))
    json.key("end")
    json.value(impact.end.description)
    write(impact.machines, to: &json)
  }

  private func write(_ impact: EditionImpact, to json: inout JSONWriter) {
    json.key("from")
    json.value(masking.masked(impact.from))
    json.key("to")
    json.value(masking.masked(impact.to))
    json.key("evaluation")
    json.value(impact.isEvaluation)
    json.key("consequence")
    json.value(impact.consequence.rawValue)
    json.key("byHand")
    json.value(impact.isByHand)
    json.key("minimumBuild")
    json.value(impact.minimumBuild.map(masking.masked))
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
      var part = JSONWriter()
      part.beginArray()
      for name in names[block * size..<min(names.count, (block + 1) * size)] {
        part.value(masking.masked("\(kind.rawValue)/\(name)"))
      }
      return part.bytes.dropFirst()
    }
    for (index, block) in blocks.enumerated() {
      if index > 0 { json.bytes.append(UInt8(ascii: ",")) }
      json.bytes.append(contentsOf: block)
    }
    json.endArray()
  }
}

extension JSONWriter {
  mutating func value(optional number: Int?) {
    if let number { value(number) } else { null() }
  }

  mutating func list(_ texts: [String]) {
    beginArray()
    for text in texts { value(text) }
    endArray()
  }
}
