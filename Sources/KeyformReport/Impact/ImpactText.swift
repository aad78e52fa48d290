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
    for group in ImpactGroup.all(of: impact, today: today, most: Self.shown) {
      for line in group.lines { add(line, to: &buffer) }
      let more = group.count - group.lines.count
      if more > 0 {
        buffer.line("  and \(more) more \(group.name); --format json lists them", .faint)
      }
    }
  }

  private func add(_ line: ImpactLine, to buffer: inout TextBuffer) {
    buffer.hanging(line.text, line.tone.paint)
    for detail in line.details { buffer.paragraph(detail.text, indent: 6, detail.tone.paint) }
    if let citation = line.citation { buffer.paragraph(citation, indent: 6, .faint) }
  }
}

/// The words of an impact, a line each.
struct ImpactLines {
  /// As the plan has it.
  let today: CalendarDate

  /// The first few: what is overdrawn, most of all first, then what nobody has counted, then the
  /// rest.
  func worst(_ keys: [KeyImpact], _ most: Int) -> [KeyImpact] {
    var short = keys.filter { $0.shortage > 0 }
    short.sort { left, right in
      left.shortage == right.shortage ? left.key < right.key : left.shortage > right.shortage
    }
    var found = Array(short.prefix(most))
    for isUnknown in [true, false] {
      for key in keys where found.count < most && key.shortage == 0 {
        if key.isUnknown == isUnknown { found.append(key) }
        if found.count == most { break }
      }
    }
    return found
  }

  func line(_ path: PathImpact) -> ImpactLine {
    let product = path.product
    let machines = path.machines.text
    let verb = path.machines.isOne ? "s" : ""
    let text: String
    let tone: ImpactLine.Tone
    switch path.change {
    case .loses where path.after.isEmpty:
      text = "\(machines) lose\(verb) the way to activate \(product): \(path.before.text)"
      tone = .bad
    case .loses:
      text = """
        \(machines) lose\(verb) the way to activate \(product): \(path.before.text) becomes \
        \(path.after.text)
        """
      tone = .bad
    case .lacks:
      text = "\(machines) of \(product) get\(verb) \(path.after.text) (0xC004F074)"
      tone = .bad
    case .changes:
      text = """
        \(machines) of \(product) activate\(verb) by \(path.after.text), before by \
        \(path.before.text)
        """
      tone = .caution
    case .gains:
      text = "\(machines) get\(verb) a way to activate \(product): \(path.after.text)"
      tone = .good
    }
    return ImpactLine(text, tone, from: Citation.of(path.machines))
  }

  func line(_ end: SupportImpact) -> ImpactLine {
    let name = end.product + (end.release.map { " \($0)" } ?? "")
    let days = end.end.days(since: today)
    let when = days == 0 ? "today" : "in \(days) day\(days == 1 ? "" : "s")"
    return ImpactLine(
      "\(name) leaves support on \(end.end), \(when): \(end.machines.text)", .caution,
      from: Citation.of(end.machines))
  }

  func line(_ edition: EditionImpact) -> ImpactLine {
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
    return ImpactLine(
      text, edition.consequence == .none ? .plain : .caution, from: Citation.of(edition.machines))
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
enum Citation {
  private static let shown = 3

  static func of(_ machines: ConcernedMachines) -> String? {
    machines.bindings.isEmpty
      ? of(.deployment, machines.deployments) : of(.binding, machines.bindings)
  }

  /// `others` are rows of other projects, in words.
  static func of(_ kind: EntityKind, _ names: [String], _ others: [String] = []) -> String? {
    let count = names.count + others.count
    if count == 0 { return nil }
    // One of the others at least: that somebody else uses a key is what surprises.
    let own = names.prefix(others.isEmpty ? shown : shown - 1)
    let foreign = others.prefix(shown - own.count)
    var parts = own.map { "\(kind.rawValue)/\($0)" }
    parts += foreign
    let rest = count - parts.count
    let text = "from " + parts.joined(separator: ", ")
    return rest > 0 ? text + " and \(rest) more" : text
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
