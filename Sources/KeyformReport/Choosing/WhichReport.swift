package import KeyformCore

/// The keys that are for a product, and what was asked.
package struct WhichReport {
  package let question: KeyQuestion
  /// The best first.
  package let choices: [KeyChoice]
  /// Where an entry is written.
  package let place: (Origin) -> Place?

  package init(
    _ question: KeyQuestion, _ choices: [KeyChoice], place: @escaping (Origin) -> Place?
  ) {
    self.question = question
    self.choices = choices
    self.place = place
  }

  func place(of choice: KeyChoice) -> Place? {
    guard case .entry(let origin) = choice.source else { return nil }
    return place(origin)
  }
}

extension KeyChoice {
  /// What is left, in a word or two.
  var leftText: String {
    guard let supply else { return "" }
    if supply.isUnlimited { return "unlimited" }
    return supply.left.map { String(max(0, $0)) } ?? "?"
  }
}

/// Keys for a product, for people: a table with the reasons below each row.
package struct WhichText {
  private let style: TextStyle
  private let masking: Masking

  package init(style: TextStyle, masking: Masking) {
    self.style = style
    self.masking = masking
  }

  package func bytes(_ report: WhichReport) -> ReportBytes {
    let question = report.question
    var buffer = TextBuffer(style, masking)
    var asked = question.product.text
    if let release = question.release { asked += " \(release)" }
    if let architecture = question.architecture { asked += " on \(architecture.rawValue)" }
    buffer.line("\(asked), for \(question.use.words.joined(separator: " and "))", .strong)
    buffer.breakLine()
    guard !report.choices.isEmpty else {
      buffer.line("No key of the repository or the catalogue is for it.")
      return buffer.take()
    }
    var table = TextTable(
      header: ["KEY", "KIND", "STATE", "FOR", "VALUE", "LEFT", "WHERE"], masking)
    for choice in report.choices {
      table.append(row(choice, report), below: reasons(choice))
    }
    table.add(to: &buffer)
    buffer.breakLine()
    let usable = report.choices.count { $0.verdict == .yes }
    buffer.line("Usable as they are: \(usable) of \(report.choices.count).", .strong)
    return buffer.take()
  }

  private func row(_ choice: KeyChoice, _ report: WhichReport) -> [String] {
    let key = choice.key
    let place: String =
      switch choice.source {
      case .entry: report.place(of: choice).map { "\($0.file):\($0.line)" } ?? ""
      case .project(let project): "project \(project)"
      case .catalogue: "catalogue alone"
      }
    return [
      choice.reference?.description ?? "-", key.keyKind?.rawValue ?? "-",
      key.state.rawValue, choice.use.words.joined(separator: ", "),
      key.shownValue(masking) ?? "not recorded", choice.leftText, place,
    ]
  }

  private func reasons(_ choice: KeyChoice) -> String {
    "\(choice.verdict.rawValue): \(choice.reasons.joined(separator: "; "))"
  }
}
