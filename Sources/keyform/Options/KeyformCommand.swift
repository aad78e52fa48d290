internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine

/// A command that works on a repository. It says in `execute` what it does; what is wrong with a
/// repository that it cannot work with is shown here, the same way for all of them.
protocol KeyformCommand: ParsableCommand {
  /// What it shows of its work.
  associatedtype Result: Document

  var options: CommonOptions<Result> { get }

  func execute() throws
}

extension KeyformCommand {
  func run() throws {
    do {
      try execute()
    } catch let unsound as UnsoundRepository {
      try options.presentation(of: unsound.repository)
        .show(Findings(diagnostics: unsound.diagnostics))
      if let note = unsound.note, !options.quiet { Output.note(note) }
      throw unsound.ending
    }
  }
}
