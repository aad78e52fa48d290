package import KeyformCore

/// The steps of a conversion, numbered, each command on a line of its own that can be copied.
package struct ConversionText {
  private let steps: [ConversionStep]
  private let masking: Masking

  package init(_ steps: [ConversionStep], masking: Masking) {
    self.steps = steps
    self.masking = masking
  }

  package func bytes(style: TextStyle) -> ReportBytes {
    var buffer = TextBuffer(style, masking)
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
    return buffer.take()
  }
}
