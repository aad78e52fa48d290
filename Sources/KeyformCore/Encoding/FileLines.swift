/// A file in lines, without their ends, as they may be shown one by one.
package struct FileLines {
  package let lines: [ArraySlice<UInt8>]

  package init(_ bytes: [UInt8]) {
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.endIndex
      lines.append(bytes[start..<end])
      start = end + 1
    }
    self.lines = lines
  }

  /// A line, masked, and cut behind `width` characters. Of one with a part of a key that goes on in
  /// the next lines nothing is shown.
  package func shown(_ index: Int, _ masking: Masking, width: Int) -> String {
    let text = String(decoding: lines[index], as: UTF8.self)
    if masking.hidesPart(ofLine: index, in: lines) { return text.prefix { $0 == " " } + "…" }
    return masking.shown(text, width: width)
  }
}

extension Masking {
  /// A text without what may not be shown, cut behind `width` characters: first the one, then the
  /// other, as a part of a key is not known for one.
  package func shown(_ text: String, width: Int) -> String {
    let shown = ShownText.masked(text, self)
    return shown.count > width ? shown.prefix(width) + "…" : shown
  }

  /// Whether a line holds a part of a key that goes on in the next lines: five groups at most.
  package func hidesPart(ofLine index: Int, in lines: [ArraySlice<UInt8>]) -> Bool {
    let window = max(0, index - 4)...min(lines.count - 1, index + 4)
    let texts = window.map { Self.bare(lines[$0]) }
    return ["", " ", "-"].contains { joint in
      var text = ""
      var own = 0..<0
      for (line, bare) in zip(window, texts) {
        if line > window.lowerBound { text += joint }
        let start = text.utf8.count
        text += bare
        if line == index { own = start..<text.utf8.count }
      }
      return hidesSecret(across: own, in: text)
    }
  }

  /// Without the blanks and signs around the words.
  private static func bare(_ line: ArraySlice<UInt8>) -> String {
    let isOutside = { (byte: UInt8) in byte <= 0x20 || "#'\"\\,-".utf8.contains(byte) }
    var bare = line.drop(while: isOutside)
    while let last = bare.last, isOutside(last) { bare.removeLast() }
    return String(decoding: bare, as: UTF8.self)
  }
}
