internal import Glibc

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
      ?? Environment.value("LOGNAME")
  }
}
