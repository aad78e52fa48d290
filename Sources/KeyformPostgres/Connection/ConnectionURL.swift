internal import CLibPQ
internal import KeyformCore

/// A connection URI of libpq, and what of it may be shown.
struct ConnectionURL: Sendable {
  /// As the user wrote it, perhaps with a password: for libpq alone.
  let text: String
  /// Without user, password, and files that lead to them.
  let shownURL: String
  /// As a command line may repeat it: with the user and the files that a connection needs, without
  /// passwords.
  let typed: String
  /// What libpq calls each setting that the URI makes.
  private let settings: [String: String]

  init(_ text: String) throws(TargetURLError) {
    if let problem = keyform_libpq_problem() {
      throw TargetURLError(
        .unsupported,
        "cannot be used: PostgreSQL needs libpq, which cannot be loaded: \(String(cString: problem))",
        "Install libpq, which Debian and Ubuntu have as the package libpq5.")
    }
    guard let parsed = PQconninfoParse(text, nil) else { throw Self.malformed }
    defer { PQconninfoFree(parsed) }
    var settings: [String: String] = [:]
    var shownSettings: [String] = []
    var option = parsed
    while let keyword = option.pointee.keyword.map({ String(cString: $0) }) {
      if let value = option.pointee.val.map({ String(cString: $0) }) {
        settings[keyword] = value
        // libpq marks with `*` what is to be hidden.
        let isHidden = option.pointee.dispchar.map { $0.pointee == 0x2A } ?? false
        if !isHidden, !Self.withheld.contains(keyword) { shownSettings.append(keyword) }
      }
      option += 1
    }
    // A password with `@`, `/` or `:` that was not encoded ends up here, and then in messages.
    guard (settings["port"] ?? "").utf8.allSatisfy({ $0 == 0x2C || $0 >= 0x30 && $0 <= 0x39 }),
      !(settings["host"] ?? "").contains("@")
    else { throw Self.malformed }
    self.text = text
    self.settings = settings
    shownURL = Self.render(settings, shownSettings)
    let files = Self.files.filter { settings[$0] != nil }
    typed = Self.render(settings, shownSettings + files, user: settings["user"])
  }

  /// Whether it holds what must not be repeated.
  var hasPassword: Bool { Self.passwords.contains { settings[$0] != nil } }

  func value(_ keyword: String) -> String? { settings[keyword] }

  /// A message of libpq without anything that the URI keeps secret.
  func scrubbed(_ message: String) -> String {
    var message = message
    for keyword in Self.passwords {
      guard let secret = settings[keyword], !secret.isEmpty else { continue }
      message = message.split(separator: secret, omittingEmptySubsequences: false)
        .joined(separator: "…")
    }
    return message
  }

  private static let passwords = ["password", "sslpassword"]
  private static let files = ["passfile", "sslcert", "sslkey", "requirepeer"]

  /// Who connects, and with what, is the user's own matter.
  private static let withheld: Set = [
    "user", "password", "passfile", "sslpassword", "sslkey", "sslcert", "requirepeer", "dbname",
    "host", "port", "fallback_application_name",
  ]

  /// libpq's own message would repeat the text.
  private static let malformed = TargetURLError(
    .malformed,
    """
    cannot be used: its URL is none that libpq understands: write postgresql://HOST:PORT/DATABASE, and \
    in user and password %40 for @, %2F for / and %3A for : (a password is better kept in PGPASSFILE)
    """, "Nothing was connected to.")

  private static func render(
    _ settings: [String: String], _ keywords: [String], user: String? = nil
  ) -> String {
    let hosts = settings["host"].map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    var query: [String] = []
    var authority = ""
    let ports = (settings["port"] ?? "").split(separator: ",", omittingEmptySubsequences: false)
    if let hosts, !hosts.contains(where: { $0.hasPrefix("/") || $0.hasPrefix("@") }) {
      authority = hosts.enumerated().map { index, host in
        let port = ports.count == 1 ? ports[0] : index < ports.count ? ports[index] : ""
        let name = host.contains(":") ? "[\(host)]" : encoded(host)
        return port.isEmpty ? name : "\(name):\(port)"
      }.joined(separator: ",")
    } else {
      if let host = settings["host"] { query.append("host=\(encoded(host))") }
      if let port = settings["port"], !port.isEmpty { query.append("port=\(encoded(port))") }
    }
    for keyword in keywords {
      if let value = settings[keyword] { query.append("\(keyword)=\(encoded(value))") }
    }
    let who = user.map { encoded($0) + "@" } ?? ""
    return "postgresql://\(who)\(authority)/\(encoded(settings["dbname"] ?? ""))"
      + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }

  private static func encoded(_ text: some StringProtocol) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F, 0x2C:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = Array("0123456789ABCDEF".unicodeScalars)
        result.unicodeScalars.append("%")
        result.unicodeScalars.append(digits[Int(byte >> 4)])
        result.unicodeScalars.append(digits[Int(byte & 15)])
      }
    }
    return result
  }
}
