/// A share as ten signs in brackets: `[########--]`.
enum Bar {
  private static let length = 10

  /// Empty only where nothing is there, full only where all is.
  static func text(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "[" + String(repeating: "-", count: length) + "]" }
    let share = Double(max(0, min(part, whole))) / Double(whole)
    var filled = Int((share * Double(length)).rounded())
    if part > 0 { filled = max(filled, 1) }
    if part < whole { filled = min(filled, length - 1) }
    return "[" + String(repeating: "#", count: filled)
      + String(repeating: "-", count: length - filled) + "]"
  }
}
