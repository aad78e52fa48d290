internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine

/// From which severity on findings end a run with exit code 1.
struct FailOnOption: ParsableArguments {
  @Option(name: .customLong("fail-on"), help: "Exit 1 from this severity on.")
  var failOn = Level.error

  enum Level: String, ExpressibleByArgument, CaseIterable {
    case warning, error
  }

  var threshold: SeverityThreshold { SeverityThreshold(failOn == .warning ? .warning : .error) }
}
