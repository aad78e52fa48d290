internal import Glibc
internal import KeyformCatalog
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

/// How a command shows its documents: the format that was asked for, style of the terminal, masking,
/// lines of the sources.
struct Presentation {
  let format: OutputFormat
  let isColored: Bool
  /// No hints and no advice, in text.
  let isQuiet: Bool
  /// The clock of calendar rules.
  let today: CalendarDate
  let repository: LoadedRepository?
  /// Reports that were asked for beside it, or in place of the text.
  var reports = RequestedReports()

  var style: TextStyle { TextStyle(colour: isColored ? .ansi : .plain, width: Self.width) }

  var masking: Masking { (repository?.catalog ?? .builtIn()).masking }

  /// Columns of the terminal; 100 in a pipe.
  private static var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 100 }
    return Int(size.ws_col)
  }

  var diagnosticText: DiagnosticText {
    DiagnosticText(
      style: style, masking: masking,
      excerpt: Output.isTerminal ? { repository?.line(at: $0) } : nil)
  }

  /// Writes a document in the format that was asked for. One that has not all formats of the command,
  /// as what is wrong with a repository beside rows in CSV, is written for people then.
  ///
  /// Reports come after it; one without a file stands in its place. `status` is how the run ends.
  func show<Shown: Document>(_ document: Shown, ending status: ExitStatus = .done) throws {
    Progress.clear()
    if !reports.replaceText {
      let renderers = Shown.renderers
      try (renderers.first { $0.format == format } ?? renderers.first)?.write(document, self)
    }
    guard !reports.isEmpty, var content = document.reported(self) else { return }
    content.exitCode = Int(status.rawValue)
    try reports.write(content, self)
  }

  /// Writes a report in place of a result.
  func write(_ content: ReportContent?, as report: ReportFormat) throws {
    guard let content else { return }
    try report.write(content, reports.options(self), to: Output.write)
  }

  /// Writes a result for people, masked and in the style of the terminal.
  func write(_ add: (inout TextBuffer) throws -> Void) throws {
    var buffer = TextBuffer(style, masking)
    try add(&buffer)
    try Output.write(buffer.take())
  }

  /// Writes a result for programs.
  func write<Content>(_ content: Content, as document: JSONDocument<Content>) throws {
    try document.write(content, masking, to: Output.write)
  }

  /// With --quiet advice is left out of what people read; JSON always has the same content.
  func worthShowing(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    isQuiet ? diagnostics.filter { $0.severity > .info } : diagnostics
  }
}

/// A result of a command: what is shown, with the formats that there are for it. Every one can be
/// read by people and by programs.
protocol Document {
  func writeText(_ shown: Presentation) throws
  func writeJSON(_ shown: Presentation) throws

  /// What reports say of it; nil: there are none of such.
  func reported(_ shown: Presentation) -> ReportContent?

  /// The first is the one that nobody has to ask for.
  static var renderers: [Renderer<Self>] { get }

  /// What the help of its command says of options that mean something else there.
  static var words: OptionWords { get }
}

extension Document {
  func reported(_ shown: Presentation) -> ReportContent? { nil }
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
  var today = "The clock of calendar rules; KEYFORM_TODAY or today unless given."
  var quiet = "No progress, no hints, no advice (infos): results, warnings and errors alone."
}

extension WrittenReport: Document {
  func writeText(_ shown: Presentation) throws { try shown.write(add) }
  func writeJSON(_ shown: Presentation) throws {
    try shown.write(self, as: WrittenReport.document)
  }
}
