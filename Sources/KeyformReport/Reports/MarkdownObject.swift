internal import KeyformCore

/// One object in Markdown: a line, and its fields below it in a fold.
struct MarkdownObject {
  private static let fieldsInLine = 3

  private let object: ReportObject
  private let masking: Masking

  init(_ object: ReportObject, _ masking: Masking) {
    self.object = object
    self.masking = masking
  }

  /// Without its end.
  func add(to buffer: inout TextBuffer) {
    buffer.add("- **\(object.action?.rawValue ?? "drift")** ")
    buffer.add(MarkdownText.code(object.address.description, masking))
    if object.isInPlace {
      addChanges(to: &buffer)
    } else if !object.summary.isEmpty {
      buffer.add(words: " ")
      buffer.add(MarkdownText.code(object.summary, masking))
    }
    if let place = object.place {
      buffer.add(words: ", ")
      buffer.add(MarkdownText.code("\(place.file):\(place.line)", masking))
    }
    // Who wrote the row last: a change has that in its plan.
    if object.action == nil, object.isInPlace, !object.summary.isEmpty {
      buffer.add(words: "; ")
      buffer.add(MarkdownText.prose(object.summary, masking))
    }
    if object.isUncommitted { buffer.add(words: " (in no commit yet)") }
    for hazard in object.hazards { buffer.add(" **\(hazard.rawValue)**") }
    var told = Set<String>()
    for row in object.origins where told.insert(row.origin.name).inserted {
      buffer.add(" (\(row.origin.name))")
    }
  }

  private func addChanges(to buffer: inout TextBuffer) {
    for (index, field) in object.fields.prefix(Self.fieldsInLine).enumerated() {
      buffer.add(index == 0 ? " " : ", ")
      add(field, most: 80, to: &buffer)
    }
    let more = object.fields.count - Self.fieldsInLine
    if more > 0 { buffer.add(", \(counted(more, "more field"))") }
  }

  /// Nothing where there are none.
  func addFields(to buffer: inout TextBuffer) {
    buffer.add(words: "- ")
    buffer.add(MarkdownText.code(object.address.description, masking))
    if let owner = object.annotations.owner {
      buffer.add(words: ", owner ")
      buffer.add(MarkdownText.code(owner, masking))
    }
    buffer.breakLine()
    for row in object.origins {
      buffer.add(words: "  - ")
      buffer.add(MarkdownText.prose(row.shown, masking))
      buffer.breakLine()
    }
    for field in object.fields {
      buffer.add(words: "  - ")
      add(field, most: 1_000, to: &buffer)
      if let remark = field.remark {
        buffer.add(words: " (")
        buffer.add(MarkdownText.code(remark, masking))
        buffer.add(words: ")")
      }
      buffer.breakLine()
    }
  }

  private func add(_ field: ReportObject.Field, most: Int, to buffer: inout TextBuffer) {
    buffer.add(MarkdownText.code(field.name, masking))
    buffer.add(words: " ")
    switch (field.from, field.to) {
    case (let from?, let to?):
      buffer.add(MarkdownText.code(from, masking, most: most))
      buffer.add(words: " → ")
      buffer.add(MarkdownText.code(to, masking, most: most))
    case (nil, let to?):
      if object.isInPlace { buffer.add(words: "none → ") }
      buffer.add(MarkdownText.code(to, masking, most: most))
    case (let from?, nil):
      buffer.add(MarkdownText.code(from, masking, most: most))
      if object.isInPlace { buffer.add(words: " → none") }
    case (nil, nil): buffer.add(words: "none")
    }
  }
}

extension ReportObject {
  /// Whether there is a row before and afterwards, so that its fields say what becomes of it.
  fileprivate var isInPlace: Bool {
    switch action {
    case .update, .adopt, nil: !fields.isEmpty
    case .create, .delete, .release: false
    }
  }
}
