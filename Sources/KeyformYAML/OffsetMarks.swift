extension SourceText {
  /// The places of byte offsets, which come in rising order: one walk over the text for all.
  package func marks(atOffsets offsets: [Int]) -> [Mark] {
    var marks: [Mark] = []
    marks.reserveCapacity(offsets.count)
    var line: Int32 = 1
    var column: Int32 = 1
    var index = start
    for offset in offsets {
      while index < min(offset, bytes.count) {
        let lineBreak = lengthOfBreak(at: index)
        if lineBreak > 0 {
          line += 1
          column = 1
          index += lineBreak
        } else {
          column += 1
          index += lengthOfCharacter(at: index)
        }
      }
      marks.append(Mark(line: line, column: column))
    }
    return marks
  }
}
