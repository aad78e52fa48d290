/// Text that people wrote, before it is kept where others read it.
package enum FreeText {
  /// Whatever is shaped like a product key is masked: no rule has to have found it first.
  package static func masked(_ text: String) -> String {
    KeyShape.masked(text) { _ in false }
  }

  /// What others claim, as the journal keeps it: masked, and nothing in it steers a terminal.
  package static func recorded(_ text: String) -> String { VisibleText.of(masked(text)) }

  package static func masked(_ value: FieldValue) -> FieldValue {
    switch value {
    case .text(let text): .text(masked(text))
    case .list(let items): .list(items.map(masked))
    case .none, .count, .flag: value
    }
  }
}
