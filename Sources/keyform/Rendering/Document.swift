/// A result of a command: what is shown, with the formats that there are for it. Every one can be
/// read by people and by programs.
protocol Document {
  func writeText(_ shown: Presentation) throws
  func writeJSON(_ shown: Presentation) throws

  /// The first is the one that nobody has to ask for.
  static var renderers: [Renderer<Self>] { get }

  /// What the help of its command says of options that mean something else there.
  static var words: OptionWords { get }
}

extension Document {
  static var renderers: [Renderer<Self>] { [.text, .json] }
  static var words: OptionWords { OptionWords() }
}

/// One format of one kind of document.
struct Renderer<Shown: Document> {
  let format: OutputFormat
  let write: (Shown, Presentation) throws -> Void

  static var text: Renderer { Renderer(format: .text) { try $0.writeText($1) } }
  static var json: Renderer { Renderer(format: .json) { try $0.writeJSON($1) } }
}

/// The names of formats. Which of them a command offers, the renderers of its document say.
enum OutputFormat: String {
  case text, json, csv, markdown
}

/// The help of options that every command takes.
struct OptionWords {
  var target =
    "A target's name in keyform.yaml, a URL, or a name with another URL; may be repeated."
  var format = "How results are written."
  var today = "The clock of calendar rules; today unless given."
  var quiet = "No progress, no hints, no advice (infos): results, warnings and errors alone."
}
