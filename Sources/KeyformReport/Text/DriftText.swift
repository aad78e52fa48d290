package import KeyformCore

/// Drift for people: what the target holds otherwise than it was applied, field by field, with who
/// wrote each side last; then what waits in the files, folded.
extension DriftReport {
  /// `next` says what to do about drift; nil: nothing is said.
  package func add(
    to buffer: inout TextBuffer, next: String? = nil, _ sink: ReportSink
  ) throws {
    addHead(to: &buffer)
    for entry in drifted {
      buffer.breakLine()
      add(entry, to: &buffer)
      try buffer.flush(to: sink)
    }
    addPending(to: &buffer)
    if !writtenAgain.isEmpty {
      buffer.breakLine()
      buffer.line("Undone, and still in the files:", .caution)
      MemoryText().add(writtenAgain, to: &buffer)
    }
    if !unmerged.isEmpty {
      buffer.breakLine()
      buffer.line(
        "Applied from commits that are not merged here; the next apply takes it back:", .caution)
      MemoryText().add(unmerged: unmerged, to: &buffer)
    }
    guard let next, !drifted.isEmpty else { return }
    buffer.breakLine()
    buffer.paragraph(next, indent: 0, .strong)
  }

  private func addHead(to buffer: inout TextBuffer) {
    let target = target.shown
    if isPreview { buffer.paragraph(Self.previewSentence, indent: 0, .caution) }
    buffer.line(headline(for: target), .strong)
  }

  static let previewSentence =
    """
    A preview: the role reads no values, so keys are compared by tail and check value. Whether \
    a value alone was changed is not known.
    """

  /// What it comes to.
  func headline(for target: String) -> String {
    let count = drifted.count
    guard count > 0 else {
      return isPreview
        ? "No drift in what the role reads of \(target)." : "No drift: \(target) is as it was left."
    }
    let subject = count == 1 ? "1 entry is" : "\(count) entries are"
    return "Drift in \(target): \(subject) no longer as applied"
  }

  private func add(_ entry: Entry, to buffer: inout TextBuffer) {
    let item = entry.item
    let headline = DriftHeadline(item)
    buffer.add("\(headline.symbol) ", headline.paint)
    buffer.add(item.address.description, headline.paint)
    if let text = headline.text { buffer.add("  \(text)") }
    buffer.breakLine()
    if item.fields.isEmpty {
      // A row that appeared or went as a whole.
      if let line = entry.line { addRow("file", nil, lineText(line), 6, to: &buffer) }
      addRow("applied", nil, entry.writer.map { $0.shown } ?? "never", 6, to: &buffer)
      return
    }
    for (index, field) in item.fields.enumerated() {
      buffer.pad(6)
      buffer.add("\(field.name): ", .faint)
      buffer.line(field.cause.verdict, field.cause == .both ? .bad : .caution)
      let line = entry.fieldLines.indices.contains(index) ? entry.fieldLines[index] : nil
      let width =
        2
        + [field.file, field.target, field.applied].reduce(0) {
          max($0, min(40, shown($1, buffer.masking).width))
        }
      addValue("file", field.file, line.map(lineText), width, to: &buffer)
      addValue("target", field.target, nil, width, to: &buffer)
      addValue("applied", field.applied, entry.writer.map { $0.shown }, width, to: &buffer)
    }
  }

  private func addValue(
    _ label: String, _ value: FieldValue, _ source: String?, _ width: Int,
    to buffer: inout TextBuffer
  ) {
    let text = shown(value, buffer.masking)
    let gap = String(repeating: " ", count: max(2, width - text.width))
    addRow(label, text, source.map { gap + $0 }, 8, to: &buffer)
  }

  private func addRow(
    _ label: String, _ value: ShownText?, _ source: String?, _ indent: Int,
    to buffer: inout TextBuffer
  ) {
    buffer.pad(indent)
    buffer.add(label, .faint)
    buffer.pad(9 - label.utf8.count)
    if let value { buffer.add(value) }
    if let source { buffer.add(source, .faint) }
    buffer.breakLine()
  }

  private func lineText(_ line: WrittenLine) -> String {
    let place = "\(line.place.file):\(line.place.line)"
    switch line.origin {
    case .unknown: return place
    case .notCommitted: return "\(place), not committed yet"
    case .olderThanClone: return "\(place), older than this clone"
    case .commit(let commit):
      return
        "\(place), commit \(commit.id.prefix(10)) of \(commit.date) by \(commit.author): \(commit.subject)"
    }
  }

  private func addPending(to buffer: inout TextBuffer) {
    guard !pending.isEmpty else { return }
    buffer.breakLine()
    buffer.paragraph(pendingSentence, indent: 0)
  }

  /// What waits for an apply.
  var pendingSentence: String {
    let names = pending.prefix(5).map { $0.description }.joined(separator: ", ")
    let more = pending.count > 5 ? " and \(pending.count - 5) more" : ""
    let subject = pending.count == 1 ? "1 change waits" : "\(pending.count) changes wait"
    return "\(subject) in the files for an apply: \(names)\(more)"
  }

  private func shown(_ value: FieldValue, _ masking: Masking) -> ShownText {
    guard let text = value.shown else { return ShownText("(none)") }
    return text.isEmpty ? ShownText("(empty)") : ShownText(text, masking)
  }
}

/// What is otherwise in a row that is not as it was left, as a whole.
struct DriftHeadline {
  /// What the target holds against the files.
  let symbol: String
  /// Nil where the fields say it.
  let text: String?
  let paint: Paint

  init(_ item: DriftItem) {
    (symbol, text, paint) =
      switch item.presence {
      case .both, .new: ("~", nil, .caution)
      case .deleted:
        (
          "-",
          item.cause == .both
            ? "deleted from the target, and changed in the file" : "deleted from the target", .bad
        )
      case .inserted: ("+", "only in the target, and never applied: inserted by hand", .good)
      case .removed: ("~", "removed from the file, and changed in the target", .caution)
      }
  }
}
