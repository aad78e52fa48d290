internal import KeyformCore

/// How many machines may ask a KMS host or a directory, against the counts that a host needs.
enum ServiceImpactLine {
  static func of(_ impact: ServiceImpact) -> ImpactLine {
    ImpactLine(
      "\(impact.service) (\(impact.place)): \(sentence(impact))",
      isShort(impact) ? .caution : .plain, from: Citation.of(.binding, impact.bindings))
  }

  static func sentence(_ impact: ServiceImpact) -> String {
    let before = impact.before ?? .zero
    guard let after = impact.after else {
      let asked = ServiceCountsText.families(before).map { "\($1) \($0.name($1))" }
      return asked.isEmpty
        ? "goes; nobody asked it" : "goes; asked by \(ServiceCountsText.list(asked))"
    }
    var parts: [String] = []
    for family in ServiceCountsText.Family.allCases {
      let (old, new) = (family.count(before), family.count(after))
      if old == 0, new == 0 { continue }
      var notes: [String] = []
      if impact.before != nil, old != new { notes.append("\(old) before") }
      if let needed = impact.needed, new > 0 {
        notes.append(ServiceCountsText.threshold(family, after, needed))
      }
      parts.append(
        "\(new) \(family.name(new))" + (notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"))
    }
    return ServiceCountsText.asked(parts, after, needed: impact.needed)
  }

  private static func isShort(_ impact: ServiceImpact) -> Bool {
    guard let after = impact.after, let needed = impact.needed, after.uncounted == 0 else {
      return false
    }
    return ServiceCountsText.Family.allCases.contains { family in
      family.count(after) > 0 && !family.isReached(after, needed)
    }
  }
}

/// The counts of a service in words; the same in plans and explanations.
enum ServiceCountsText {
  enum Family: String, CaseIterable {
    case clients, servers
    case office = "Office installations"

    /// `1 client`, `2 clients`, without the number.
    func name(_ count: Int) -> String { count == 1 ? String(rawValue.dropLast()) : rawValue }

    func count(_ counts: ServiceCounts) -> Int {
      switch self {
      case .clients: counts.clients
      case .servers: counts.servers
      case .office: counts.office
      }
    }

    func isReached(_ counts: ServiceCounts, _ needed: ServiceCounts) -> Bool {
      switch self {
      case .clients: counts.towardClients >= needed.clients
      // Every machine that asks counts, whatever runs on it.
      case .servers: counts.towardClients >= needed.servers
      case .office: counts.office >= needed.office
      }
    }
  }

  /// Deployments that state no number of machines.
  static func uncounted(_ count: Int) -> String {
    count == 1
      ? "1 deployment that states no number" : "\(count) deployments that state no number"
  }

  /// `a, b and c`.
  static func list(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }

  /// By whom a service may be asked: `parts`, and those whose number nobody states.
  static func asked(
    _ parts: [String], _ counts: ServiceCounts, needed: ServiceCounts?
  ) -> String {
    let parts = counts.uncounted > 0 ? parts + [uncounted(counts.uncounted)] : parts
    if parts.isEmpty { return "nobody asks it" }
    return "may be asked by \(list(parts))\(needed == nil ? "; a directory needs no count" : "")"
  }

  /// Those that there are.
  static func families(_ counts: ServiceCounts) -> [(family: Family, count: Int)] {
    Family.allCases.map { ($0, $0.count(counts)) }.filter { $0.1 > 0 }
  }

  /// `25 needed`, and that it is not reached.
  static func threshold(
    _ family: Family, _ counts: ServiceCounts, _ needed: ServiceCounts
  ) -> String {
    if family.isReached(counts, needed) {
      let isReachedAlone = family.count(counts) >= family.count(needed)
      let others = family == .clients ? "servers count too" : "clients count too"
      return "\(family.count(needed)) needed" + (isReachedAlone ? "" : "; \(others)")
    }
    let doubt = counts.uncounted > 0 ? "perhaps too few" : "too few"
    return "\(family.count(needed)) needed: \(doubt), 0xC004F038"
  }
}
