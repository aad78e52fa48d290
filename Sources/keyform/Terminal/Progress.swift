internal import Glibc
internal import KeyformCore
internal import Synchronization

/// One line of progress on standard error, for runs that take over a second on a terminal.
enum Progress {
  private static let start = now()
  private static let last = Atomic<UInt64>(0)
  private static let isShown = Atomic(false)

  private static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
  }

  /// `isQuiet`: also nothing on a terminal.
  static func report(isQuiet: Bool) -> ProgressReport {
    let isOn = !isQuiet && Output.isErrorTerminal
    _ = start
    return ProgressReport(
      report: { work, done, total in if isOn { show(work, done, total) } },
      note: Output.noteOnce, commit: { Interruption.committing($0) },
      isCancelled: { Interruption.isRequested })
  }

  private static func show(_ work: String, _ done: Int, _ total: Int?) {
    let time = now()
    let shown = last.load(ordering: .relaxed)
    // Nothing in the first second, then ten times a second at most.
    guard time - start > 1000, time - shown > 100,
      last.compareExchange(expected: shown, desired: time, ordering: .relaxed).exchanged
    else { return }
    let count = total.map { "\(done) of \($0)" } ?? "\(done)"
    Output.progress("\(count) \(work)")
    isShown.store(true, ordering: .relaxed)
  }

  /// Takes the line away before anything else is printed.
  static func clear() {
    guard isShown.exchange(false, ordering: .relaxed) else { return }
    Output.progress("")
  }
}
