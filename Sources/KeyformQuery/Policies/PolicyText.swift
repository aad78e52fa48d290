/// The text of a policy's file, and where in it what stands.
struct PolicyText {
  let path: String
  let text: String
  private let bytes: [UInt8]

  init(path: String, text: String) {
    self.path = path
    self.text = text
    bytes = Array(text.utf8)
  }

  /// Where the query begins: the first byte behind the head's comments.
  var start: Int {
    var offset = 0
    for line in lines {
      let content = line.text.drop { $0 == " " || $0 == "\t" }
      if !content.isEmpty, !content.hasPrefix("--") {
        return offset + line.text.utf8.count - content.utf8.count
      }
      offset = line.end
    }
    return 0
  }

  /// Each line without its break, the byte it begins at and the byte behind its break.
  var lines: [(text: String, start: Int, end: Int)] {
    var lines: [(text: String, start: Int, end: Int)] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      var line = bytes[start..<end]
      if line.last == 13 { line.removeLast() }
      lines.append((String(decoding: line, as: UTF8.self), start, min(end + 1, bytes.count)))
      start = end + 1
    }
    return lines
  }

  /// Line and column of a byte, both from 1.
  func place(of offset: Int) -> (line: Int, column: Int) {
    QueryProblem.place(of: offset, in: text)
  }
}
