internal import KeyformCore

/// Everything of a saved plan that stands before its changes.
struct SavedHead {
  let header: Plan.Header
  let schema: SchemaStep
  let summary: PlanSummary
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
    try cursor.expect(",\n\"tool\":")
    let tool = try cursor.string()
    try cursor.expect(",\n\"today\":")
    guard let today = CalendarDate(try cursor.string()) else { throw cursor.malformed("a date") }
    try cursor.expect(",\n\"schema\":")
    guard let schema = SchemaStep(rawValue: try cursor.string()) else {
      throw cursor.malformed("what becomes of the tables")
    }
    header = Plan.Header(
      project: project, target: TargetDescription(name: name, url: url), targetID: id,
      catalog: catalog, toolVersion: tool, today: today)
    self.schema = schema
    try cursor.expect(",\n\"summary\":{\"create\":")
    let create = try cursor.integer()
    try cursor.expect(",\"update\":")
    let update = try cursor.integer()
    try cursor.expect(",\"delete\":")
    summary = PlanSummary(create: create, update: update, delete: try cursor.integer())
    try cursor.expect("},\n\"blocked\":[")
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
}
