internal import KeyformEngine
internal import KeyformQuery
internal import KeyformReport
internal import KeyformRepository

/// One report that was asked for: its format, and the file that it goes to; nil: standard output.
struct RequestedReport {
  let format: ReportFormat
  let file: String?
}

/// The reports of a run, and what is said of them.
struct RequestedReports {
  var requests: [RequestedReport] = []
  /// Bytes that one in Markdown may take.
  var longest = ReportOptions.usualLongest
  var whole: String?
  /// Where the repository is below the top of its work tree, with a slash at the end.
  var folder = ""

  var isEmpty: Bool { requests.isEmpty }

  /// Whether one of them stands where the text would.
  var replaceText: Bool { requests.contains { $0.file == nil } }

  func options(_ shown: Presentation) -> ReportOptions {
    ReportOptions(
      longest: longest, whole: whole, folder: folder, toolVersion: ToolVersion.text,
      rules: {
        let own = shown.repository.map { RepositoryPolicies.policies(of: $0).policies } ?? []
        return RepositoryPolicies.builtIn(Keyform.schemes) + own.map(\.metadata)
      })
  }

  /// Files first: what reads standard output may be gone by then.
  func write(_ content: ReportContent, _ shown: Presentation) throws {
    let options = options(shown)
    let requests = requests.filter { $0.format.tells(of: content) }
    for request in requests {
      guard let file = request.file else { continue }
      try ReportFile.write(content, request.format, options, to: file)
    }
    for request in requests where request.file == nil {
      try request.format.write(content, options, to: Output.write)
    }
  }
}
