package import KeyformCore

/// A rule in words, for `keyform explain`.
package struct RuleText {
  private let metadata: RuleMetadata
  private let masking: Masking

  package init(_ metadata: RuleMetadata, masking: Masking) {
    self.metadata = metadata
    self.masking = masking
  }

  package func bytes(style: TextStyle) -> ReportBytes {
    var buffer = TextBuffer(style, masking)
    buffer.add(metadata.id, .strong)
    buffer.line(" \(metadata.name), \(metadata.severity.rawValue)")
    buffer.breakLine()
    buffer.paragraphs(metadata.what, indent: 0)
    part("Why", metadata.why, in: &buffer)
    part("What to do", metadata.fix, in: &buffer)
    part("Severity", weight, in: &buffer)
    part("Source", metadata.source, in: &buffer)
    if !metadata.since.isEmpty { part("Since", "Keyform \(metadata.since)", in: &buffer) }
    return buffer.take()
  }

  private func part(_ title: String, _ text: String, in buffer: inout TextBuffer) {
    guard !text.isEmpty else { return }
    buffer.breakLine()
    buffer.line(title, .strong)
    buffer.paragraphs(text, indent: 2)
  }

  private var weight: String {
    switch metadata.weight {
    case .adjustable:
      """
      \(metadata.severity.rawValue). \(settings)
      """
    case .structural where metadata.severity < .error:
      "\(metadata.severity.rawValue). The severity is fixed; nothing is blocked."
    case .structural:
      """
      A structural error: the entry cannot be represented, so nothing is planned from the \
      repository until it is put right. The severity is fixed.
      """
    case .errorOnChange:
      """
      \(metadata.severity.rawValue), and an error where a plan creates or changes the entry. \
      \(settings)
      """
    }
  }

  private var settings: String {
    """
    `rules: {\(metadata.id): …}` in keyform.yaml sets another severity or `off`; \
    `ignore: {\(metadata.id): {reason: …}}` on an entry silences the rule there.
    """
  }
}
