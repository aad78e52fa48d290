internal import KeyformCore

/// A text as it may be shown, with its width: masked, and without characters that do more than
/// stand there. Nearly every text is fine as it is, which one look at each byte tells.
struct PlainText {
  let text: String
  /// Columns on a terminal.
  let width: Int

  init(_ text: String, _ masking: Masking) {
    let isPlain = text.utf8.withContiguousStorageIfAvailable { buffer in
      buffer.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
    if isPlain ?? false, !KeySymbols.mayHoldKey(text) {
      self.text = text
      width = text.utf8.count
    } else {
      self.text = VisibleText.of(masking.masked(text))
      width = VisibleText.width(self.text)
    }
  }
}
