internal import KeyformCore

/// What a plan means for licences, for people: what is worst comes first, and of much the first few.
struct ImpactText {
  /// So many lines of one sort are shown.
  private static let shown = 10

  /// As the plan has it.
  let today: CalendarDate

  /// Nothing where there is nothing to say.
  func add(_ impact: Impact, to buffer: inout TextBuffer) {
    if impact.isEmpty { return }
    buffer.breakLine()
    buffer.line("What it means for licences", .strong)
    add(Self.worst(impact.keys), of: impact.keys.count, "keys", to: &buffer) {
      KeyImpactText.add($0, to: &$1)
    }
    add(impact.paths, of: impact.paths.count, "lines on ways to activate", to: &buffer) {
      add($0, to: &$1)
    }
    add(impact.services, of: impact.services.count, "hosts and directories", to: &buffer) {
      ServiceImpactText.add($0, to: &$1)
    }
    add(impact.supportEnds, of: impact.supportEnds.count, "ends of support", to: &buffer) {
      add($0, to: &$1)
    }
    add(impact.editions, of: impact.editions.count, "changes of edition", to: &buffer) {
      add($0, to: &$1)
    }
  }

  private func add<Line>(
    _ lines: [Line], of count: Int, _ what: String, to buffer: inout TextBuffer,
    _ show: (Line, inout TextBuffer) -> Void
  ) {
    for line in lines.prefix(Self.shown) { show(line, &buffer) }
    guard count > Self.shown else { return }
    buffer.line("  and \(count - Self.shown) more \(what); --format json lists them", .faint)
  }

  /// The first few: what is overdrawn, most of all first, then what nobody has counted, then the
  /// rest.
  private static func worst(_ keys: [KeyImpact]) -> [KeyImpact] {
    var short = keys.filter { $0.shortage > 0 }
    short.sort { left, right in
      left.shortage == right.shortage ? left.key < right.key : left.shortage > right.shortage
    }
    var found = Array(short.prefix(shown))
    for isUnknown in [true, false] {
      for key in keys where found.count < shown && key.shortage == 0 {
        if key.isUnknown == isUnknown { found.append(key) }
        if found.count == shown { break }
      }
    }
    return found
  }

  private func add(_ path: PathImpact, to buffer: inout TextBuffer) {
    let product = path.product
    let machines = path.machines.text
    let verb = path.machines.isOne ? "s" : ""
    let text: String
    let paint: Paint
    switch path.change {
    case .loses where path.after.isEmpty:
      text = "\(machines) lose\(verb) the way to activate \(product): \(path.before.text)"
      paint = .bad
    case .loses:
      text = """
        \(machines) lose\(verb) the way to activate \(product): \(path.before.text) becomes \
        \(path.after.text)
        """
      paint = .bad
    case .lacks:
      text = "\(machines) of \(product) get\(verb) \(path.after.text) (0xC004F074)"
      paint = .bad
    case .changes:
      text = """
        \(machines) of \(product) activate\(verb) by \(path.after.text), before by \
        \(path.before.text)
        """
      paint = .caution
    case .gains:
      text = "\(machines) get\(verb) a way to activate \(product): \(path.after.text)"
      paint = .good
    }
    buffer.hanging(text, paint)
    CitationText.add(path.machines, to: &buffer)
  }

  private func add(_ end: SupportImpact, to buffer: inout TextBuffer) {
    let name = end.product + (end.release.map { " \($0)" } ?? "")
    let days = end.end.days(since: today)
    let when = days == 0 ? "today" : "in \(days) day\(days == 1 ? "" : "s")"
    buffer.hanging(
      """
      \(name) leaves support on \(end.end), \(when): \(end.machines.text)
      """, .caution)
    CitationText.add(end.machines, to: &buffer)
  }

  private func add(_ edition: EditionImpact, to buffer: inout TextBuffer) {
    let from = edition.from
    let to = edition.to
    var text =
      edition.isEvaluation
      ? "an evaluation of \(from) becomes \(to): " : "\(from) becomes \(to): "
    text += edition.machines.text
    switch edition.consequence {
    case .none: text += ", by key and without a restart"
    case .restart: text += ", with a restart"
    case .reinstall:
      text +=
        edition.isOfOneProduct
        ? ", by a new installation"
        : ", by an upgrade where Setup offers one, or a new installation"
      text += ": no key changes one into the other"
    }
    if edition.isByHand { text += "; only by hand at the machine" }
    if let build = edition.minimumBuild {
      text += "; build \(build) or later is needed before"
    }
    buffer.hanging(text, edition.consequence == .none ? .plain : .caution)
    CitationText.add(edition.machines, to: &buffer)
  }
}

extension EditionImpact {
  /// Whether only the edition is another.
  fileprivate var isOfOneProduct: Bool { ProductID(from).product == ProductID(to).product }
}

extension KeyImpact {
  /// Whether nobody can tell from the files how many activations are left.
  fileprivate var isUnknown: Bool {
    guard let after, after.left == nil else { return false }
    return after.quantity != .unlimited
  }
}

/// Where a line of an impact comes from: the first few bindings, or deployments where there are
/// none.
enum CitationText {
  private static let shown = 3

  static func add(_ machines: ConcernedMachines, to buffer: inout TextBuffer) {
    if machines.bindings.isEmpty {
      add(.deployment, machines.deployments, [], to: &buffer)
    } else {
      add(.binding, machines.bindings, [], to: &buffer)
    }
  }

  /// `others` are rows of other projects, in words.
  static func add(
    _ kind: EntityKind, _ names: [String], _ others: [String], to buffer: inout TextBuffer
  ) {
    let count = names.count + others.count
    if count == 0 { return }
    // One of the others at least: that somebody else uses a key is what surprises.
    let own = names.prefix(others.isEmpty ? shown : shown - 1)
    let foreign = others.prefix(shown - own.count)
    var parts = own.map { "\(kind.rawValue)/\($0)" }
    parts += foreign
    let rest = count - parts.count
    var text = "from " + parts.joined(separator: ", ")
    if rest > 0 { text += " and \(rest) more" }
    buffer.paragraph(text, indent: 6, .faint)
  }
}

extension ConcernedMachines {
  /// Such as `85 machines and those of 2 deployments that state no number`.
  var text: String {
    let without = ServiceCountsText.uncounted(uncounted)
    if uncounted == 0 { return counted(count, "machine") }
    if count == 0 { return "the machines of \(without)" }
    return "\(counted(count, "machine")) and those of \(without)"
  }

  /// Whether a verb behind ``text`` is in the singular.
  var isOne: Bool { uncounted == 0 && count == 1 }
}
