internal import ArgumentParser

/// How long to wait for a target that another process holds.
struct LockOption: ParsableArguments {
  @Option(
    name: .customLong("lock-timeout"),
    help: ArgumentHelp("Seconds to wait for a locked target.", valueName: "seconds"))
  var lockTimeout = 30

  func validate() throws {
    guard (0...86_400).contains(lockTimeout) else {
      throw ValidationError("--lock-timeout takes whole seconds from 0 to 86400.")
    }
  }
}
