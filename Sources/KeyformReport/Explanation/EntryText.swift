package import KeyformCore

/// Everything that is known of one entry, on a screen.
package enum EntryText {
  package static func add(
    _ entry: EntryExplanation, to buffer: inout TextBuffer, _ diagnostics: DiagnosticText,
    _ sink: ReportSink
  ) throws {
    addHead(of: entry, to: &buffer)
    addFields(of: entry, to: &buffer)
    addLinks(entry.links, to: &buffer)
    addBalance(of: entry, to: &buffer)
    addServices(of: entry, to: &buffer)
    addSupport(entry.support, to: &buffer)
    addLastChange(entry.lastChange, to: &buffer)
    addCommand(of: entry.entity, to: &buffer)
    if !entry.diagnostics.isEmpty {
      section("Findings", &buffer)
      try buffer.flush(to: sink, above: 0)
      try diagnostics.write(entry.diagnostics, to: sink)
    }
    addConversion(entry.conversion, to: &buffer)
  }

  /// The steps, numbered, each command on a line of its own that can be copied.
  private static func addConversion(_ steps: [ConversionStep], to buffer: inout TextBuffer) {
    if steps.isEmpty { return }
    buffer.breakLine()
    buffer.line("Conversion", .strong)
    for (index, step) in steps.enumerated() {
      let number = "\(index + 1). "
      let indent = 6
      buffer.paragraph(step.text, indent: indent) {
        $0.pad(indent - number.count)
        $0.add(number)
      }
      guard let command = step.command else { continue }
      buffer.pad(indent + 4)
      buffer.line(command, .advice)
    }
  }

  private static func addHead(of entry: EntryExplanation, to buffer: inout TextBuffer) {
    buffer.add(entry.address.description, .strong)
    if let place = entry.place { buffer.add("   \(place.file):\(place.line)", .faint) }
    buffer.breakLine()
    guard let title = entry.entity.annotations.title else { return }
    buffer.paragraph(title, indent: 2)
  }

  /// Two columns; the title stands above already.
  private static func addFields(of entry: EntryExplanation, to buffer: inout TextBuffer) {
    let fields = entry.entity.withholding(buffer.masking).fields.filter { $0.name != "title" }
    let width = fields.map(\.name.utf8.count).max() ?? 0
    for field in fields {
      buffer.paragraph(field.value.shown ?? "", indent: width + 4) {
        $0.pad(2)
        $0.add(field.name, .faint)
        $0.pad(width + 2 - field.name.utf8.count)
      }
    }
  }

  private static let linksShown = 20

  private static func addLinks(_ links: [EntryLink], to buffer: inout TextBuffer) {
    guard !links.isEmpty else { return }
    section("Bound to", &buffer)
    var table = TextTable(header: [], buffer.masking)
    for link in links.prefix(linksShown) {
      var machines = link.machines.map { counted($0, "machine") } ?? ""
      if let activated = link.activated {
        machines += (machines.isEmpty ? "" : ", ") + "\(activated.count) activated"
      }
      let use =
        link.binding == nil
        ? "host key" : link.use.words.count > 1 ? "both uses" : link.use.words.first ?? ""
      table.append(["  \(link.address)", link.about, use, machines])
    }
    table.add(to: &buffer)
    let more = links.count - linksShown
    if more > 0 { buffer.line("  and \(more) more; --format json lists them", .faint) }
  }

  private static func addBalance(of entry: EntryExplanation, to buffer: inout TextBuffer) {
    if let use = entry.hostUse {
      section("Host activations", &buffer)
      buffer.paragraph(
        "\(Bar.text(use.hosts, of: use.allowed)) \(use.hosts) of \(use.allowed) hosts have the key",
        indent: 2, use.hosts > use.allowed ? .bad : .plain)
      if !use.covers.isEmpty {
        buffer.paragraph("covers \(use.covers.joined(separator: ", "))", indent: 2, .faint)
      }
    }
    guard let balance = entry.balance else { return }
    section("Activations", &buffer)
    buffer.paragraph(BalanceText.counted(balance), indent: 2)
    let needed = counted(balance.needed, "activation")
    var text = "\(needed) needed for \(counted(balance.machines, "machine"))"
    if let left = BalanceText.left(balance) { text += "; \(left)" }
    if let condition = BalanceText.condition(balance) { text += ", \(condition)" }
    buffer.paragraph(text, indent: 2, (balance.left ?? 0) < 0 ? .bad : .plain)
  }

  private static func addServices(of entry: EntryExplanation, to buffer: inout TextBuffer) {
    guard !entry.services.isEmpty || !entry.unserved.isEmpty else { return }
    section("KMS hosts and directories", &buffer)
    let isService = entry.address.kind == .host || entry.address.kind == .directory
    for service in entry.services {
      buffer.hanging(
        "\(service.service.description) (\(service.place)): \(asked(service))")
      guard isService else { continue }
      guard let covers = service.covers else {
        buffer.paragraph("what its host keys cover is not known here", indent: 6, .faint)
        continue
      }
      let text =
        covers.isEmpty
        ? "has no active host key that covers anything in the catalogue"
        : "covers \(covers.joined(separator: ", "))"
      buffer.paragraph(text, indent: 6, covers.isEmpty ? .bad : .faint)
    }
    for product in entry.unserved {
      buffer.hanging(
        "no KMS host and no directory that serves it covers \(product) (0xC004F074)", .bad)
    }
  }

  private static func asked(_ service: EntryService) -> String {
    let parts = ServiceCountsText.families(service.asked).map { family, count in
      let note = service.needed.map {
        " (\(ServiceCountsText.threshold(family, service.asked, $0)))"
      }
      return "\(count) \(family.name(count))\(note ?? "")"
    }
    return ServiceCountsText.asked(parts, service.asked, needed: service.needed)
  }

  private static func addSupport(_ support: [EntrySupport], to buffer: inout TextBuffer) {
    guard !support.isEmpty else { return }
    section("Support", &buffer)
    var table = TextTable(header: [], buffer.masking)
    for row in support {
      let release = row.release.map { row.isNewest ? "newest release \($0)" : $0 }
      let days =
        row.days < 0
        ? "ended \(counted(-row.days, "day")) ago"
        : row.days == 0 ? "ends today" : "\(counted(row.days, "day")) left"
      let esu = row.esuEnd.map { "ESU until \($0)" } ?? ""
      table.append([
        "  \(row.product)", release ?? "", "until \(row.end)", days, esu,
      ])
    }
    table.add(to: &buffer)
  }

  private static func addLastChange(_ change: LastChange, to buffer: inout TextBuffer) {
    section("Last change", &buffer)
    let text =
      switch change {
      case .notAsked(let why): "not asked: \(why)"
      case .unreachable(let target, let reason): "\(target) cannot be read: \(reason)"
      case .none(let target): "\(target) knows nothing of it"
      case .known(let target, let writer): "\(writer.shown), in \(target)"
      }
    buffer.paragraph(text, indent: 2)
  }

  /// A public key stands in the line that installs it.
  private static func addCommand(of entity: Entity, to buffer: inout TextBuffer) {
    guard let command = entity.installation(buffer.masking) else { return }
    section("On a machine", &buffer)
    buffer.pad(2)
    buffer.line(command, .advice)
  }

  private static func section(_ title: String, _ buffer: inout TextBuffer) {
    buffer.breakLine()
    buffer.line(title, .strong)
  }
}

extension Entity {
  /// The line that installs a public key; nil for all else.
  func installation(_ masking: Masking) -> String? {
    guard case .key(let entry) = self, entry.value.publicValue != nil,
      !entry.value.mustWithhold(masking), let value = entry.value.shownValue(masking)
    else { return nil }
    return "slmgr /ipk \(value)"
  }
}
