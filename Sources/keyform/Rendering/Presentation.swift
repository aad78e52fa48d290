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
  func show<Shown: Document>(_ document: Shown) throws {
    Progress.clear()
    let renderers = Shown.renderers
    try (renderers.first { $0.format == format } ?? renderers.first)?.write(document, self)
  }

  /// With --quiet advice is left out of what people read; JSON always has the same content.
  func worthShowing(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    isQuiet ? diagnostics.filter { $0.severity > .info } : diagnostics
  }
}
