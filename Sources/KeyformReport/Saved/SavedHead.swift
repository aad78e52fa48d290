internal import KeyformCore

/// Everything of a saved plan that stands before its changes.
struct SavedHead {
  let header: Plan.Header
  let schema: SchemaStep
  let summary: PlanSummary
  /// As the head counts them; the changes have to agree.
  let hazards: [(hazard: Hazard, count: Int)]
  let memory: PlanMemory
  let allowed: [Hazard]
  let leftOut: [LeftOut]
  let waived: [WaivedLimit]
  let blockers: [Blocker]
  let files: [String]

  /// Leaves the cursor behind the bracket that opens the changes.
  init(_ cursor: inout PlanCursor) throws(PlanReadError) {
    try cursor.expect("{\"format\":\"keyform.plan/1\",\n\"project\":")
    let project = try cursor.string()
    try cursor.expect(",\n\"target\":{\"name\":")
    let name = try cursor.optionalString()
    try cursor.expect(",\"url\":")
    let url = try cursor.string()
    try cursor.expect(",\"id\":")
    let id = try cursor.optionalString()
    try cursor.expect("},\n\"catalog\":")
    let catalog = try cursor.string()
    try cursor.expect(",\n\"source\":")
    let source = try Self.source(&cursor)
    try cursor.expect(",\n\"tool\":")
    let tool = try cursor.string()
    try cursor.expect(",\n\"today\":")
    guard let today = CalendarDate(try cursor.string()) else { throw cursor.malformed("a date") }
    try cursor.expect(",\n\"undoOf\":")
    let undoOf = cursor.take("null") ? nil : try cursor.integer()
    let isPreview = cursor.take(",\n\"preview\":true")
    try cursor.expect(",\n\"schema\":")
    guard let schema = SchemaStep(try cursor.string()) else {
      throw cursor.malformed("what becomes of the tables")
    }
    header = Plan.Header(
      project: project, target: TargetDescription(name: name, url: url), targetID: id,
      catalog: catalog, toolVersion: tool, today: today, source: source, undoOf: undoOf,
      isPreview: isPreview)
    self.schema = schema
    try cursor.expect(",\n\"summary\":{")
    summary = try Self.summary(&cursor)
    try cursor.expect(",\n\"hazards\":[")
    hazards = try Self.hazards(&cursor)
    memory = try SavedMemory.read(&cursor)
    try cursor.expect(",\n\"allowed\":[")
    var allowed: [Hazard] = []
    for name in try cursor.strings() {
      guard let hazard = Hazard(rawValue: name) else { throw cursor.malformed("a hazard") }
      allowed.append(hazard)
    }
    self.allowed = allowed
    try cursor.expect(",\n\"leftOut\":[")
    leftOut = try Self.leftOut(&cursor)
    try cursor.expect(",\n\"waived\":[")
    waived = try Self.waived(&cursor)
    try cursor.expect(",\n\"blocked\":[")
    blockers = try Self.blockers(&cursor)
    try cursor.expect(",\n\"files\":[")
    files = try cursor.strings()
    try cursor.expect(",\n\"changes\":[")
  }

  private static func blockers(_ cursor: inout PlanCursor) throws(PlanReadError) -> [Blocker] {
    var blockers: [Blocker] = []
    if cursor.take("]") { return blockers }
    repeat {
      try cursor.expect("{\"cause\":")
      guard let cause = Blocker.Cause(rawValue: try cursor.string()) else {
        throw cursor.malformed("why the plan is blocked")
      }
      try cursor.expect(",\"text\":")
      blockers.append(Blocker(cause: cause, text: try cursor.string()))
      try cursor.expect("}")
    } while cursor.take(",")
    try cursor.expect("]")
    return blockers
  }

  private static func source(
    _ cursor: inout PlanCursor
  ) throws(PlanReadError) -> SourceRevision? {
    if cursor.take("null") { return nil }
    try cursor.expect("{\"repository\":")
    let repository = try cursor.optionalString()
    try cursor.expect(",\"commit\":")
    let commit = try objectID(&cursor)
    try cursor.expect(",\"author\":")
    let author = try cursor.optionalString()
    try cursor.expect(",\"dirty\":")
    let isDirty = try flag(&cursor)
    // Older plans end here.
    guard cursor.take(",\"tree\":") else {
      try cursor.expect("}")
      return SourceRevision(
        repository: repository, commit: commit, author: author, isDirty: isDirty)
    }
    let tree = try objectID(&cursor)
    try cursor.expect(",\"roots\":[")
    let roots = try cursor.strings()
    guard roots.allSatisfy(SourceRevision.isObjectID) else { throw cursor.malformed("object ids") }
    try cursor.expect(",\"shallow\":")
    let isShallow = try flag(&cursor)
    try cursor.expect("}")
    return SourceRevision(
      repository: repository, commit: commit, author: author, isDirty: isDirty, tree: tree,
      roots: roots, isShallow: isShallow)
  }

  private static func objectID(_ cursor: inout PlanCursor) throws(PlanReadError) -> String? {
    let id = try cursor.optionalString()
    guard id.map(SourceRevision.isObjectID) ?? true else { throw cursor.malformed("an object id") }
    return id
  }

  private static func flag(_ cursor: inout PlanCursor) throws(PlanReadError) -> Bool {
    if cursor.take("true") { return true }
    try cursor.expect("false")
    return false
  }

  private static func summary(_ cursor: inout PlanCursor) throws(PlanReadError) -> PlanSummary {
    var summary = PlanSummary()
    try cursor.expect("\"create\":")
    summary[.create] = try cursor.integer()
    try cursor.expect(",\"update\":")
    summary[.update] = try cursor.integer()
    try cursor.expect(",\"adopt\":")
    summary[.adopt] = try cursor.integer()
    try cursor.expect(",\"release\":")
    summary[.release] = try cursor.integer()
    try cursor.expect(",\"delete\":")
    summary[.delete] = try cursor.integer()
    try cursor.expect("}")
    return summary
  }

  private static func hazards(
    _ cursor: inout PlanCursor
  ) throws(PlanReadError) -> [(hazard: Hazard, count: Int)] {
    var hazards: [(hazard: Hazard, count: Int)] = []
    if cursor.take("]") { return hazards }
    repeat {
      try cursor.expect("{\"name\":")
      guard let hazard = Hazard(rawValue: try cursor.string()) else {
        throw cursor.malformed("a hazard")
      }
      try cursor.expect(",\"count\":")
      hazards.append((hazard, try cursor.integer()))
      try cursor.expect("}")
    } while cursor.take(",")
    try cursor.expect("]")
    return hazards
  }

  private static func waived(_ cursor: inout PlanCursor) throws(PlanReadError) -> [WaivedLimit] {
    var waived: [WaivedLimit] = []
    if cursor.take("]") { return waived }
    repeat {
      try cursor.expect("{\"limit\":")
      guard let limit = LimitSubject(try cursor.string()) else { throw cursor.malformed("a limit") }
      try cursor.expect(",\"waiver\":")
      let name = try cursor.string()
      try cursor.expect(",\"count\":")
      let count = try cursor.integer()
      try cursor.expect(",\"until\":")
      guard let until = CalendarDate(try cursor.string()) else { throw cursor.malformed("a date") }
      try cursor.expect(",\"reason\":")
      waived.append(
        WaivedLimit(
          limit: limit, waiver: name, count: count, until: until, reason: try cursor.string()))
      try cursor.expect("}")
    } while cursor.take(",")
    try cursor.expect("]")
    return waived
  }

  private static func leftOut(_ cursor: inout PlanCursor) throws(PlanReadError) -> [LeftOut] {
    var leftOut: [LeftOut] = []
    if cursor.take("]") { return leftOut }
    repeat {
      try cursor.expect("{\"action\":")
      guard let action = Action(rawValue: try cursor.string()) else {
        throw cursor.malformed("an action")
      }
      try cursor.expect(",\"address\":")
      guard let address = Address(try cursor.string()) else {
        throw cursor.malformed("an address")
      }
      leftOut.append(LeftOut(action: action, address: address))
      try cursor.expect("}")
    } while cursor.take(",")
    try cursor.expect("]")
    return leftOut
  }
}
