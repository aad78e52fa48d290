package import KeyformCore

/// A rule in words, for `keyform explain`.
extension RuleMetadata {
  package func add(to buffer: inout TextBuffer) {
    buffer.add(id, .strong)
    buffer.line(" \(name), \(severity.rawValue)")
    buffer.breakLine()
    buffer.paragraphs(what, indent: 0)
    part("Why", why, in: &buffer)
    part("What to do", fix, in: &buffer)
    part("Severity", weightText, in: &buffer)
    part("Source", source, in: &buffer)
    if !since.isEmpty { part("Since", "Keyform \(since)", in: &buffer) }
  }

  private func part(_ title: String, _ text: String, in buffer: inout TextBuffer) {
    guard !text.isEmpty else { return }
    buffer.breakLine()
    buffer.line(title, .strong)
    buffer.paragraphs(text, indent: 2)
  }

  private var weightText: String {
    switch weight {
    case .adjustable:
      """
      \(severity.rawValue). \(settings)
      """
    case .structural where severity < .error:
      "\(severity.rawValue). The severity is fixed; nothing is blocked."
    case .structural:
      """
      A structural error: the entry cannot be represented, so nothing is planned from the \
      repository until it is put right. The severity is fixed.
      """
    case .errorOnChange:
      """
      \(severity.rawValue), and an error where a plan creates or changes the entry. \
      \(settings)
      """
    }
  }

  private var settings: String {
    """
    `rules: {\(id): …}` in keyform.yaml sets another severity or `off`; \
    `ignore: {\(id): {reason: …}}` on an entry silences the rule there.
    """
  }
}
