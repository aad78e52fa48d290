internal import KeyformCore

/// A line of a file with a caret under the place, secrets masked.
struct Excerpt {
  private let number: String
  private let before: String
  private let after: String

  init(_ line: String, at place: Place, masking: Masking) {
    number = String(place.line)
    // Columns count characters as the YAML reader does: Unicode scalars.
    let split = line.unicodeScalars.prefix(max(0, place.column - 1)).reduce(0) {
      $0 + Unicode.UTF8.width($1)
    }
    let (before, after) = masking.masked(line, splitAt: split)
    self.before = ShownText(before.replacing("\t", with: " "), masking).text
    self.after = ShownText(after.replacing("\t", with: " "), masking).text
  }

  func add(to buffer: inout TextBuffer) {
    // The part of a long line that holds the caret.
    let room = max(20, buffer.style.width - number.utf8.count - 8)
    let lead = before.unicodeScalars
    let cut = lead.count > room / 2 ? lead.count - room / 2 : 0
    let start = (cut > 0 ? "…" : "") + String(lead.dropFirst(cut))
    let width = start.unicodeScalars.count
    let rest = after.unicodeScalars
    let end = String(rest.prefix(max(1, room - width)))
    buffer.pad(4)
    buffer.add("\(number) | ", .faint)
    buffer.line(start + end + (rest.count > end.unicodeScalars.count ? "…" : ""))
    buffer.pad(4 + number.utf8.count)
    buffer.add(" | ", .faint)
    buffer.pad(width)
    buffer.line("^", .bad)
  }
}
