package import KeyformCore

/// What `--report` writes: a format of a forge or of a program that reads results of jobs.
package enum ReportFormat: String, Sendable, CaseIterable {
  case markdown
  /// One page that a browser opens.
  case html
  /// Workflow commands, which GitHub's runner makes annotations of.
  case github
  case codequality
  case gitlabPlan = "gitlab-plan"
  case sarif
  case junit

  /// Whether there is something to write: counts of what nobody counted would say that nothing changes.
  package func tells(of content: ReportContent) -> Bool {
    self == .gitlabPlan ? content.isCounted : true
  }

  /// Whether there may be, of what a command tells.
  package func tells(of subject: ReportContent.Subject) -> Bool {
    switch (self, subject) {
    case (.gitlabPlan, .validate), (.gitlabPlan, .drift): false
    case (.markdown, _), (.html, _), (.github, _), (.codequality, _), (.sarif, _), (.junit, _),
      (.gitlabPlan, .plan), (.gitlabPlan, .diff):
      true
    }
  }

  package func write(
    _ content: ReportContent, _ options: ReportOptions, to sink: ReportSink
  ) throws {
    switch self {
    case .markdown: try MarkdownReport(content, options).write(to: sink)
    case .html: try ReportPage.write(content, to: sink)
    case .github: try GitHubReport(content, options).write(to: sink)
    case .codequality: try CodeQualityReport(content, options).write(to: sink)
    case .gitlabPlan: try GitLabPlanReport(content).write(to: sink)
    case .sarif: try SARIFReport(content, options).write(to: sink)
    case .junit: try JUnitReport(content, options).write(to: sink)
    }
  }
}

/// What is said of reports beside their content.
package struct ReportOptions {
  /// Bytes that a report in Markdown may take.
  package let longest: Int
  /// Address of the whole report; nil: nobody said one.
  package let whole: String?
  /// Where the repository is below the top of its work tree, with a slash at the end; empty: it is the
  /// top. Forges name files from there.
  package let folder: String
  package let toolVersion: String
  /// What there is to say of rules and policies.
  let rules: () -> [RuleMetadata]

  package static let usualLongest = 65_000
  /// The verdict and what is left out take that much.
  package static let shortest = 2_000

  package init(
    longest: Int = usualLongest, whole: String? = nil, folder: String = "", toolVersion: String,
    rules: @escaping () -> [RuleMetadata] = { [] }
  ) {
    self.longest = longest
    self.whole = whole
    self.folder = folder
    self.toolVersion = toolVersion
    self.rules = rules
  }

  /// A file as a forge names it.
  func path(_ file: String) -> String {
    var parts = folder.split(separator: "/")
    for part in file.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }

  /// Where a finding is shown that has no place: a forge wants one.
  var home: String { folder + "keyform.yaml" }
}
