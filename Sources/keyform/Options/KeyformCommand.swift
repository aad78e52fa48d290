internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

/// A command that works on a repository. It says in `execute` what it does; what is wrong with a
/// repository that it cannot work with is shown here, the same way for all of them.
protocol KeyformCommand: ParsableCommand {
  /// What it shows of its work.
  associatedtype Result: Document

  var options: CommonOptions<Result> { get }

  /// Reports beside the result.
  var requestedReports: RequestedReports { get }

  /// What its reports tell of.
  static var reportSubject: ReportContent.Subject { get }

  /// Whether every target is asked for.
  var isForAllTargets: Bool { get }

  func execute() throws
}

extension KeyformCommand {
  var isForAllTargets: Bool { false }

  var requestedReports: RequestedReports { RequestedReports() }

  static var reportSubject: ReportContent.Subject { .validate }

  /// How results are shown, with the reports that were asked for.
  func presentation(of repository: LoadedRepository? = nil) -> Presentation {
    var presentation = options.presentation(of: repository)
    presentation.reports = requestedReports
    return presentation
  }

  func run() throws {
    do {
      try execute()
    } catch let unsound as UnsoundRepository {
      try presentation(of: unsound.repository).show(
        Findings(
          diagnostics: unsound.diagnostics, subject: Self.reportSubject,
          mark: mark(unsound.repository.project)), ending: ExitStatus(of: unsound))
      if let note = unsound.note, !options.quiet { Output.note(note) }
      throw unsound.ending
    }
  }

  /// That of the report which would have been there. Nil where nobody can tell.
  private func mark(_ project: Project) -> String? {
    let subject = Self.reportSubject
    guard subject != .validate else { return nil }
    if subject == .diff { return project.name.isEmpty ? nil : "diff \(project.name)" }
    // What is not known of targets in a keyform.yaml that cannot be read, the command line may say.
    let names = options.targets.words.compactMap(\.name)
    let choices = try? TargetSelection(
      options.targets, all: isForAllTargets, of: project, options.context
    ).choices
    let marks = choices?.map(\.description.mark) ?? names
    if marks.isEmpty || project.name.isEmpty && options.targets.isEmpty { return nil }
    let target = marks.joined(separator: ",")
    return subject == .plan ? target : "\(subject.rawValue) \(target)"
  }
}

/// One that takes `--report`.
protocol ReportingCommand: KeyformCommand {
  var reports: ReportOption { get }
}

extension ReportingCommand {
  var requestedReports: RequestedReports {
    reports.isEmpty
      ? RequestedReports() : reports.requested(options.context.access.folderBelowTop)
  }
}
