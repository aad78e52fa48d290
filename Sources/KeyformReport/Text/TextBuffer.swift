/// Text on its way out: plain bytes, painted where the style asks for it.
struct TextBuffer {
  var bytes: [UInt8] = []
  let style: TextStyle

  init(_ style: TextStyle) { self.style = style }

  mutating func add(_ text: String) {
    // As one buffer: twice as fast as byte by byte through the view.
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable {
      bytes.append(contentsOf: $0)
    }
    if isDone == nil { bytes.append(contentsOf: text.utf8) }
  }

  /// A count that is not negative, in digits.
  mutating func add(_ count: Int) {
    var rest = max(0, count)
    let start = bytes.count
    repeat {
      bytes.append(UInt8(48 + rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  mutating func add(_ text: String, _ paint: Paint) {
    begin(paint)
    add(text)
    end(paint)
  }

  /// Paints what follows, up to ``end(_:)``.
  mutating func begin(_ paint: Paint) {
    guard style.colour == .ansi, let code = paint.code else { return }
    add("\u{1B}[")
    add(code)
    add("m")
  }

  mutating func end(_ paint: Paint) {
    guard style.colour == .ansi, paint.code != nil else { return }
    add("\u{1B}[0m")
  }

  mutating func line(_ text: String, _ paint: Paint = .plain) {
    add(text, paint)
    breakLine()
  }

  mutating func breakLine() { bytes.append(UInt8(ascii: "\n")) }

  mutating func pad(_ count: Int) {
    for _ in 0..<max(0, count) { bytes.append(0x20) }
  }

  /// A paragraph in lines of at most the style's width, each behind `indent` blanks.
  mutating func paragraph(_ text: String, indent: Int, _ paint: Paint = .plain) {
    for wrapped in WordWrap.lines(text, width: style.width - indent) {
      pad(wrapped.isEmpty ? 0 : indent)
      line(wrapped, paint)
    }
  }

  /// Hands what is there to `sink` once it is worth it.
  mutating func flush(to sink: ReportSink, above size: Int = 65_536) throws {
    guard bytes.count > size else { return }
    try sink(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
