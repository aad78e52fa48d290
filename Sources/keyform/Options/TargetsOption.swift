internal import ArgumentParser

/// Several targets in one run.
struct TargetsOption: ParsableArguments {
  @Flag(name: .customLong("all-targets"), help: "Every target of keyform.yaml.")
  var all = false
}
