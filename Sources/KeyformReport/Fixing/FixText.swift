package import KeyformCore

/// Fixes for people: a line each.
package struct FixText {
  private let style: TextStyle
  private let masking: Masking

  package init(style: TextStyle, masking: Masking) {
    self.style = style
    self.masking = masking
  }

  package func bytes(_ fixes: [Fix]) -> ReportBytes {
    var buffer = TextBuffer(style, masking)
    for fix in fixes {
      buffer.add("\(fix.place.file):\(fix.place.line):\(fix.place.column) ")
      if let address = fix.address { buffer.add("\(address.description) ", .strong) }
      buffer.line("\(fix.field): \(fix.from) -> \(fix.to)")
    }
    return buffer.take()
  }
}
