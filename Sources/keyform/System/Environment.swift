internal import Glibc
internal import KeyformCore

/// The environment, read by name.
enum Environment {
  /// What is empty counts as not set.
  static func value(_ name: String) -> String? { text(name).flatMap { $0.isEmpty ? nil : $0 } }

  /// Empty where the variable is: who misses something is told which of the two it is.
  static func text(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// The day that a job has for today, as `--today` says it for one command; nil also where the text
  /// is no day.
  static var today: CalendarDate? { value("KEYFORM_TODAY").flatMap { CalendarDate($0) } }

  /// Folders that links out of the repository may lead to.
  static var foldersOutside: [String] {
    value("KEYFORM_ALLOW_OUTSIDE")?.split(separator: ":").map(String.init) ?? []
  }
}

/// The machine's clock, for the journal.
enum Clock {
  /// UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  static func now() -> String {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var buffer = [CChar](repeating: 0, count: 32)
    let length = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Who runs the command, as claimed.
  static func operatorName() -> String? {
    Environment.value("KEYFORM_OPERATOR") ?? Environment.value("USER")
      ?? Environment.value("LOGNAME") ?? accountName()
  }

  /// Of the user database: services and containers often have no USER.
  private static func accountName() -> String? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 4096)
    guard getpwuid_r(geteuid(), &entry, &buffer, buffer.count, &found) == 0, found != nil,
      let name = entry.pw_name
    else { return nil }
    return String(cString: name)
  }
}
