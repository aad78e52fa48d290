internal import KeyformCore

/// The activations of a key as two bars, before and after: what is taken of what is granted. Nothing
/// where nobody has counted.
struct QuotaPicture {
  /// What is granted and how much of that is taken once all machines are activated.
  private struct Bar {
    let granted: Int
    let taken: Int

    var left: Int { granted - taken }
  }

  private let before: Bar?
  private let after: Bar?

  init(_ impact: KeyImpact) {
    before = Self.bar(impact.before)
    after = Self.bar(impact.after)
  }

  private static func bar(_ balance: KeyBalance?) -> Bar? {
    guard let balance, let left = balance.left else { return nil }
    var granted = balance.remaining?.count ?? 0
    if case .count(let count) = balance.quantity { granted = count }
    // A count that was read may be above what is granted: then that is what there is.
    granted = max(granted, left, 0)
    return granted > 0 || left < 0 ? Bar(granted: granted, taken: granted - left) : nil
  }

  func add(to page: inout MarkupBuffer) {
    let bars = [before, after].compactMap(\.self)
    guard let longest = bars.map({ max($0.granted, $0.taken) }).max(), longest > 0 else { return }
    page.add(markup: "<div class=\"meter\">\n")
    if let before { add(before, "before", longest, &page) }
    if let after { add(after, "after", longest, &page) }
    page.add(markup: "</div>\n")
  }

  private func add(
    _ bar: Bar, _ name: StaticString, _ longest: Int, _ page: inout MarkupBuffer
  ) {
    func share(_ count: Int) -> Double { Double(count) * 100 / Double(longest) }
    let isBefore = name.description == "before"
    page.add(markup: "<span class=\"name\">")
    page.add(markup: name)
    page.add(markup: "</span>\n")
    page.beginPicture("\(name): \(bar.taken) of \(bar.granted) activations taken, \(words(bar))")
    page.addRectangle("track", width: share(bar.granted))
    page.addRectangle(
      isBefore ? "used before" : "used", width: share(min(bar.taken, bar.granted)))
    if bar.left < 0 {
      page.addRectangle("over", at: share(bar.granted), width: share(-bar.left))
      page.addTick(at: share(bar.granted))
    }
    page.add(markup: "</svg>\n<span class=\"value")
    page.add(markup: bar.left < 0 ? " bad" : "")
    page.add("\">", words(bar), "</span>\n")
  }

  private func words(_ bar: Bar) -> String {
    bar.left < 0 ? "\(-bar.left) too few" : "\(bar.left) of \(bar.granted) left"
  }
}

/// Pictures are laid out in per cent of their width, so that they fit every screen.
extension MarkupBuffer {
  /// `words` say what is to be seen; the caller closes the picture.
  mutating func beginPicture(_ words: String) {
    add("<svg role=\"img\" focusable=\"false\" aria-label=\"", words, "\">")
  }

  mutating func addRectangle(
    _ style: StaticString, at place: Double = 0, top: StaticString = "0",
    width: Double, height: StaticString = "100%"
  ) {
    guard width > 0 else { return }
    add(markup: "<rect class=\"")
    add(markup: style)
    add(markup: "\" x=\"")
    add(place: place)
    add(markup: "%\" y=\"")
    add(markup: top)
    add(markup: "\" width=\"")
    add(place: width)
    add(markup: "%\" height=\"")
    add(markup: height)
    add(markup: "\"/>")
  }

  /// Where something begins or ends.
  mutating func addTick(at place: Double) {
    add(markup: "<line class=\"need\" y1=\"0\" y2=\"100%\" x1=\"")
    add(place: place)
    add(markup: "%\" x2=\"")
    add(place: place)
    add(markup: "%\"/>")
  }
}
