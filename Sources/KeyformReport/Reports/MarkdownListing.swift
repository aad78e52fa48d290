internal import KeyformCore

/// A list in a Markdown report that may be cut between two lines.
///
/// A line is made when it is asked for. Where some do not fit, the last line tells how many.
struct MarkdownListing {
  /// What stands above the lines, as a whole block with its end.
  let head: ReportBytes
  let count: Int
  /// What the lines are, for the count of those that are missing: `1 change`, `2 changes`.
  let noun: String
  /// Whether it stands in a fold, which gives way to what does not.
  let isFolded: Bool
  /// Its part of the room, against those of the others.
  let weight: Int
  private let line: (Int) -> ReportBytes
  private let tail: ReportBytes
  private var lines: [ReportBytes] = []
  private var size = 0

  init(
    _ noun: String, _ count: Int, weight: Int, isFolded: Bool = false, head: ReportBytes,
    tail: ReportBytes = .joined([]), line: @escaping (Int) -> ReportBytes
  ) {
    self.noun = noun
    self.count = count
    self.weight = weight
    self.isFolded = isFolded
    self.head = head
    self.tail = tail
    self.line = line
  }

  /// A block that is there as a whole or not at all.
  init(_ noun: String, block: ReportBytes, isFolded: Bool = false) {
    self.init(noun, 1, weight: 1, isFolded: isFolded, head: .joined([])) { _ in block }
  }

  var missing: Int { count - lines.count }

  /// For the line that tells of missing ones, and the empty one below.
  private static let reserve = 80

  /// Takes as many lines as fit into `room` bytes, those that it has included.
  mutating func fill(_ room: Int) {
    if count == 0 { return }
    let frame = head.bytes.count + tail.bytes.count + Self.reserve
    while lines.count < count {
      let next = line(lines.count)
      guard frame + size + next.bytes.count <= room else { return }
      lines.append(next)
      size += next.bytes.count
    }
  }

  /// Bytes that it takes.
  var taken: Int {
    lines.isEmpty ? 0 : head.bytes.count + size + tail.bytes.count + Self.reserve
  }

  /// Nothing where no line fits.
  func bytes(_ masking: Masking) -> ReportBytes {
    if lines.isEmpty { return .joined([]) }
    var rest = TextBuffer(TextStyle(), masking)
    if missing > 0 { rest.line("- and \(missing) more") }
    return .joined([head] + lines + [rest.take(), tail])
  }
}

/// Shares the room of a report among its lists: each gets its part first, what one does not need goes
/// to the others in their order, and folded ones get what is left.
enum MarkdownBudget {
  static func fill(_ listings: inout [MarkdownListing], _ room: Int) {
    let shown = listings.indices.filter { !listings[$0].isFolded }
    let weights = shown.reduce(0) { $0 + (listings[$1].count > 0 ? listings[$1].weight : 0) }
    var left = room
    for index in shown where weights > 0 {
      listings[index].fill(room * listings[index].weight / weights)
      left -= listings[index].taken
    }
    for index in shown + listings.indices.filter({ listings[$0].isFolded }) {
      let before = listings[index].taken
      listings[index].fill(left + before)
      left -= listings[index].taken - before
    }
  }
}
