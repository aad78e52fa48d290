internal import KeyformCore

/// Where a line of an impact comes from: the first few bindings, or deployments where there are
/// none.
struct CitationText {
  private static let shown = 3

  let masking: Masking

  func add(_ machines: ConcernedMachines, to buffer: inout TextBuffer) {
    if machines.bindings.isEmpty {
      add(.deployment, machines.deployments, [], to: &buffer)
    } else {
      add(.binding, machines.bindings, [], to: &buffer)
    }
  }

  /// `others` are rows of other projects, in words.
  func add(
    _ kind: EntityKind, _ names: [String], _ others: [String], to buffer: inout TextBuffer
  ) {
    let count = names.count + others.count
    if count == 0 { return }
    // One of the others at least: that somebody else uses a key is what surprises.
    let own = names.prefix(others.isEmpty ? Self.shown : Self.shown - 1)
    let foreign = others.prefix(Self.shown - own.count)
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
    if uncounted == 0 { return count == 1 ? "1 machine" : "\(count) machines" }
    if count == 0 { return "the machines of \(without)" }
    return "\(count == 1 ? "1 machine" : "\(count) machines") and those of \(without)"
  }

  /// Whether a verb behind ``text`` is in the singular.
  var isOne: Bool { uncounted == 0 && count == 1 }
}
