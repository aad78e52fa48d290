internal import KeyformCore

/// Reads the diagnostics of a saved plan.
enum SavedDiagnostics {
  static func read(_ cursor: inout PlanCursor) throws(PlanReadError) -> [Diagnostic] {
    try cursor.expect("\n],\n\"diagnostics\":[")
    var diagnostics: [Diagnostic] = []
    if !cursor.take("\n]") {
      repeat {
        try cursor.expect("\n")
        diagnostics.append(try diagnostic(&cursor))
      } while cursor.take(",")
      try cursor.expect("\n]")
    }
    try cursor.expect(",\n")
    let pairs = zip(diagnostics, diagnostics.dropFirst())
    guard pairs.allSatisfy({ !Diagnostic.inOrder($1, $0) }) else {
      throw cursor.malformed("diagnostics by place and rule")
    }
    return diagnostics
  }

  private static func diagnostic(
    _ cursor: inout PlanCursor
  ) throws(PlanReadError) -> Diagnostic {
    try cursor.expect("{\"rule\":")
    let rule = try cursor.string()
    try cursor.expect(",\"severity\":")
    guard let severity = Severity(rawValue: try cursor.string()) else {
      throw cursor.malformed("a severity")
    }
    try cursor.expect(",\"address\":")
    let written = try cursor.optionalString()
    let address = written.flatMap { Address($0) }
    guard address?.description == written else { throw cursor.malformed("an address") }
    try cursor.expect(",\"summary\":")
    let summary = try cursor.string()
    try cursor.expect(",\"detail\":")
    let detail = try cursor.string()
    try cursor.expect(",")
    let place = try place(&cursor)
    try cursor.expect(",\"related\":[")
    let related = try related(&cursor)
    try cursor.expect("}")
    return Diagnostic(
      rule: rule, severity: severity, address: address, summary: summary, detail: detail,
      place: place, related: related)
  }

  private static func related(
    _ cursor: inout PlanCursor
  ) throws(PlanReadError) -> [Diagnostic.Related] {
    var related: [Diagnostic.Related] = []
    if cursor.take("]") { return related }
    repeat {
      try cursor.expect("{")
      guard let place = try place(&cursor) else { throw cursor.malformed("a place") }
      try cursor.expect(",\"text\":")
      related.append(Diagnostic.Related(place: place, text: try cursor.string()))
      try cursor.expect("}")
    } while cursor.take(",")
    try cursor.expect("]")
    return related
  }

  private static func place(_ cursor: inout PlanCursor) throws(PlanReadError) -> Place? {
    if cursor.take("\"file\":null,\"line\":null,\"column\":null") { return nil }
    try cursor.expect("\"file\":")
    let file = try cursor.string()
    try cursor.expect(",\"line\":")
    let line = try cursor.integer()
    try cursor.expect(",\"column\":")
    return Place(file: file, line: line, column: try cursor.integer())
  }
}
