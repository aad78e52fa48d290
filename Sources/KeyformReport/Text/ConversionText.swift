package import KeyformCore

/// The steps of a conversion, numbered, each command on a line of its own that can be copied.
package struct ConversionText {
  private let steps: [ConversionStep]
  private let masking: Masking

  package init(_ steps: [ConversionStep], masking: Masking) {
    self.steps = steps
    self.masking = masking
  }

  package func bytes(style: TextStyle) -> [UInt8] {
    var buffer = TextBuffer(style)
    buffer.line("Conversion", .strong)
    for (index, step) in steps.enumerated() {
      let number = "\(index + 1)."
      let indent = 6
      let lines = WordWrap.lines(PlainText(step.text, masking).text, width: style.width - indent)
      for (place, line) in lines.enumerated() {
        buffer.pad(place == 0 ? indent - 1 - number.count : indent)
        if place == 0 { buffer.add(number + " ") }
        buffer.line(line)
      }
      guard let command = step.command else { continue }
      buffer.pad(indent + 4)
      buffer.line(PlainText(command, masking).text, .advice)
    }
    return buffer.bytes
  }
}
