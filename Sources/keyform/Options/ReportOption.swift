internal import ArgumentParser
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

/// Reports for forges and other programs, beside the result or in its place.
struct ReportOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Write a report too (\(ReportFormat.allCases.map(\.rawValue).joined(separator: ", "))): into the \
      file, or in place of the text; may be repeated.
      """, valueName: "format[=file]"))
  var report: [RequestedReport] = []

  @Option(
    name: .customLong("max-bytes"),
    help: ArgumentHelp("Cut a report in Markdown to so many bytes.", valueName: "bytes"))
  var longest = ReportOptions.usualLongest

  @Option(
    help: ArgumentHelp("Where the whole of a report in Markdown is.", valueName: "url"))
  var whole: String?

  var isEmpty: Bool { report.isEmpty }

  /// Whether one of them stands where the text would.
  var replaceText: Bool { report.contains { $0.file == nil } }

  func validate() throws {
    let printed = report.filter { $0.file == nil }
    guard printed.count < 2 else {
      let words = printed.map { "--report \($0.format.rawValue)" }.joined(separator: " and ")
      throw ValidationError(
        "\(words) both stand on standard output: name a file, as in \(words.prefix { $0 != " " }) \(printed[1].format.rawValue)=FILE."
      )
    }
    if let empty = report.first(where: { $0.file == "" }) {
      throw ValidationError("--report \(empty.format.rawValue)= names no file.")
    }
    guard longest >= ReportOptions.shortest else {
      throw ValidationError(
        """
        --max-bytes \(longest) is too few: the verdict, and what is left out, need \
        \(ReportOptions.shortest).
        """)
    }
    if let whole, !Self.isAddress(whole) {
      throw ValidationError(
        "--whole takes an address that begins with https:// and has no blanks, quotes or brackets.")
    }
  }

  private static func isAddress(_ text: String) -> Bool {
    (text.hasPrefix("https://") || text.hasPrefix("http://")) && text.utf8.count <= 1_000
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>\"'`\\(){}|^[]".utf8.contains($0) }
  }

  /// Ends the run before anything is read where a report could not be written.
  func check(
    _ access: FileAccess, _ format: OutputFormat, _ subject: ReportContent.Subject
  ) throws {
    if let request = report.first(where: { !$0.format.tells(of: subject) }) {
      throw Failure(
        .usage, "\(subject.rawValue) plans nothing that \(request.format.rawValue) could count",
        "Leave --report \(request.format.rawValue) out.")
    }
    guard !replaceText || format == .text else {
      throw Failure(
        .usage,
        "--report without a file and --format \(format.rawValue) both stand on standard output",
        "Name a file, as in --report \(report.first { $0.file == nil }?.format.rawValue ?? "")=FILE."
      )
    }
    var places = Set<String>()
    for case let file? in report.map(\.file) {
      let place = try ReportFile.check(file, access)
      guard places.insert(place).inserted else {
        throw Failure(.usage, "two reports go to \(file)", "Name another file for one of them.")
      }
    }
  }

  func requested(_ folder: String) -> RequestedReports {
    RequestedReports(requests: report, longest: longest, whole: whole, folder: folder)
  }
}

extension RequestedReport: ExpressibleByArgument {
  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let word = parts.first, let format = ReportFormat(rawValue: String(word)) else {
      return nil
    }
    // As many programs have it: a dash is standard output.
    let file = parts.count == 2 && parts[1] != "-" ? String(parts[1]) : nil
    self.init(format: format, file: file)
  }

  static var allValueStrings: [String] { ReportFormat.allCases.map(\.rawValue) }
}
