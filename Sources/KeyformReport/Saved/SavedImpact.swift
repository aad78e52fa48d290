internal import KeyformCore

/// Reads what a saved plan says of licences, as strictly as `ImpactJSON` wrote it. Plans of an
/// earlier Keyform have nothing there.
enum SavedImpact {
  /// Behind the diagnostics, up to the comma before the plan's last line.
  static func read(_ cursor: inout PlanCursor) throws(PlanReadError) -> Impact {
    var impact = Impact()
    guard cursor.take("\"impact\":{") else { return impact }
    try cursor.expect("\n\"keys\":")
    impact.keys = try list(&cursor, key)
    try cursor.expect(",\n\"paths\":")
    impact.paths = try list(&cursor, path)
    try cursor.expect(",\n\"services\":")
    impact.services = try list(&cursor, service)
    try cursor.expect(",\n\"supportEnds\":")
    impact.supportEnds = try list(&cursor, supportEnd)
    try cursor.expect(",\n\"editions\":")
    impact.editions = try list(&cursor, edition)
    try cursor.expect("},\n")
    guard !impact.isEmpty else { throw cursor.malformed("what the plan means for licences") }
    return impact
  }

  private static func list<Line>(
    _ cursor: inout PlanCursor, _ read: (inout PlanCursor) throws(PlanReadError) -> Line
  ) throws(PlanReadError) -> [Line] {
    var lines: [Line] = []
    try cursor.expect("[")
    if cursor.take("]") { return lines }
    repeat {
      try cursor.expect("\n{")
      lines.append(try read(&cursor))
      try cursor.expect("}")
    } while cursor.take(",")
    try cursor.expect("]")
    return lines
  }

  private static func key(_ cursor: inout PlanCursor) throws(PlanReadError) -> KeyImpact {
    try cursor.expect("\"key\":\"key/")
    let key = try cursor.restOfString(like: nil)
    try cursor.expect(",\"kind\":")
    guard let kind = KeyKind(rawValue: try cursor.string()), kind.isCounted else {
      throw cursor.malformed("a kind with counted activations")
    }
    try cursor.expect(",\"before\":")
    let before = try balance(&cursor)
    try cursor.expect(",\"after\":")
    let after = try balance(&cursor)
    try cursor.expect(",\"bindings\":")
    let bindings = try names(&cursor, "\"binding/")
    try cursor.expect(",\"others\":[")
    return KeyImpact(
      key: KeyReference(key), kind: kind, before: before, after: after, bindings: bindings,
      others: try cursor.strings())
  }

  private static func balance(_ cursor: inout PlanCursor) throws(PlanReadError) -> KeyBalance? {
    if cursor.take("null") { return nil }
    try cursor.expect("{\"state\":")
    guard let state = KeyState(rawValue: try cursor.string()) else {
      throw cursor.malformed("a state")
    }
    try cursor.expect(",\"quantity\":")
    let quantity = try cursor.optionalString().map(Quantity.init(written:))
    if case .count(let count)? = quantity, !(0..<10_000_000_000).contains(count) {
      throw cursor.malformed("a quantity")
    }
    try cursor.expect(",\"remaining\":")
    let remaining = cursor.take("null") ? nil : try cursor.integer()
    try cursor.expect(",\"asOf\":")
    let day = try cursor.optionalString()
    let asOf = day.flatMap { CalendarDate($0) }
    guard asOf?.description == day, remaining != nil || day == nil else {
      throw cursor.malformed("a date")
    }
    try cursor.expect(",\"machines\":")
    let machines = try cursor.integer()
    try cursor.expect(",\"activated\":")
    let activated = try cursor.integer()
    try cursor.expect(",\"activatedKnown\":")
    let isActivatedKnown = try flag(&cursor)
    try cursor.expect(",\"needed\":")
    let needed = try cursor.integer()
    try cursor.expect(",\"uncounted\":")
    let uncounted = try cursor.integer()
    try cursor.expect(",\"left\":")
    let left = cursor.take("null") ? nil : try signed(&cursor)
    try cursor.expect("}")
    let balance = KeyBalance(
      state: state, quantity: quantity,
      remaining: remaining.map { Observation(count: $0, asOf: asOf) }, machines: machines,
      activated: activated, isActivatedKnown: isActivatedKnown, needed: needed,
      uncounted: uncounted)
    guard balance.left == left else { throw cursor.malformed("activations that add up") }
    return balance
  }

  private static func path(_ cursor: inout PlanCursor) throws(PlanReadError) -> PathImpact {
    try cursor.expect("\"change\":")
    let change = PathImpact.Change(rawValue: try cursor.string())
    try cursor.expect(",\"product\":")
    let product = try cursor.string()
    try cursor.expect(",\"before\":[")
    let before = try paths(&cursor)
    try cursor.expect(",\"after\":[")
    let after = try paths(&cursor)
    let impact = PathImpact(
      product: product, before: before, after: after, machines: try machines(&cursor))
    guard impact.change == change else { throw cursor.malformed("ways that fit the change") }
    return impact
  }

  private static func paths(_ cursor: inout PlanCursor) throws(PlanReadError) -> ActivationPaths {
    let words = try cursor.strings()
    let paths = ActivationPaths(words.compactMap { ActivationPaths(word: $0) })
    guard paths.words == words else { throw cursor.malformed("ways to activate") }
    return paths
  }

  private static func service(_ cursor: inout PlanCursor) throws(PlanReadError) -> ServiceImpact {
    try cursor.expect("\"service\":")
    guard let service = Address(try cursor.string()),
      service.kind == .host || service.kind == .directory
    else { throw cursor.malformed("a host or a directory") }
    try cursor.expect(",\"place\":")
    let place = try cursor.string()
    try cursor.expect(",\"before\":")
    let before = try counts(&cursor)
    try cursor.expect(",\"after\":")
    let after = try counts(&cursor)
    try cursor.expect(",\"needed\":")
    let needed = try counts(&cursor)
    try cursor.expect(",\"bindings\":")
    return ServiceImpact(
      service: service, place: place, before: before, after: after, needed: needed,
      bindings: try names(&cursor, "\"binding/"))
  }

  private static func counts(_ cursor: inout PlanCursor) throws(PlanReadError) -> ServiceCounts? {
    if cursor.take("null") { return nil }
    try cursor.expect("{\"clients\":")
    let clients = try cursor.integer()
    try cursor.expect(",\"servers\":")
    let servers = try cursor.integer()
    try cursor.expect(",\"office\":")
    let office = try cursor.integer()
    try cursor.expect(",\"uncounted\":")
    let uncounted = try cursor.integer()
    try cursor.expect("}")
    return ServiceCounts(
      clients: clients, servers: servers, office: office, uncounted: uncounted)
  }

  private static func supportEnd(
    _ cursor: inout PlanCursor
  ) throws(PlanReadError) -> SupportImpact {
    try cursor.expect("\"product\":")
    let product = try cursor.string()
    try cursor.expect(",\"release\":")
    let release = try cursor.optionalString()
    try cursor.expect(",\"end\":")
    guard let end = CalendarDate(try cursor.string()) else { throw cursor.malformed("a date") }
    return SupportImpact(
      product: product, release: release, end: end, machines: try machines(&cursor))
  }

  private static func edition(_ cursor: inout PlanCursor) throws(PlanReadError) -> EditionImpact {
    try cursor.expect("\"from\":")
    let from = try cursor.string()
    try cursor.expect(",\"to\":")
    let to = try cursor.string()
    try cursor.expect(",\"evaluation\":")
    let isEvaluation = try flag(&cursor)
    try cursor.expect(",\"consequence\":")
    guard let consequence = EditionImpact.Consequence(rawValue: try cursor.string()) else {
      throw cursor.malformed("a consequence")
    }
    try cursor.expect(",\"byHand\":")
    let isByHand = try flag(&cursor)
    try cursor.expect(",\"minimumBuild\":")
    let build = try cursor.optionalString()
    return EditionImpact(
      from: from, to: to, isEvaluation: isEvaluation, consequence: consequence,
      isByHand: isByHand, minimumBuild: build, machines: try machines(&cursor))
  }

  private static func machines(
    _ cursor: inout PlanCursor
  ) throws(PlanReadError) -> ConcernedMachines {
    var machines = ConcernedMachines()
    try cursor.expect(",\"machines\":")
    machines.count = try cursor.integer()
    try cursor.expect(",\"uncounted\":")
    machines.uncounted = try cursor.integer()
    try cursor.expect(",\"deployments\":")
    machines.deployments = try names(&cursor, "\"deployment/")
    try cursor.expect(",\"bindings\":")
    machines.bindings = try names(&cursor, "\"binding/")
    return machines
  }

  /// An array of addresses of one kind, without the kind.
  private static func names(
    _ cursor: inout PlanCursor, _ opening: StaticString
  ) throws(PlanReadError) -> [String] {
    var names: [String] = []
    try cursor.expect("[")
    if cursor.take("]") { return names }
    repeat {
      try cursor.expect(opening)
      names.append(try cursor.restOfString(like: nil))
    } while cursor.take(",")
    try cursor.expect("]")
    return names
  }

  private static func flag(_ cursor: inout PlanCursor) throws(PlanReadError) -> Bool {
    if cursor.take("true") { return true }
    try cursor.expect("false")
    return false
  }

  private static func signed(_ cursor: inout PlanCursor) throws(PlanReadError) -> Int {
    guard cursor.take("-") else { return try cursor.integer() }
    let number = try cursor.integer()
    guard number > 0 else { throw cursor.malformed("a count") }
    return -number
  }
}
