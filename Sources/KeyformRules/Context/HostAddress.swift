/// What a host's `fqdn` is by its form.
enum HostAddress: Equatable {
  /// A name with its domain, in lower case, without a dot at its end.
  case full(String)
  /// A name without a domain.
  case short
  case ipv4
  case ipv6
  /// A name or address with `:PORT` behind it.
  case withPort
  /// No name of a machine.
  case other

  init(_ text: String) {
    var name = text.lowercased()
    if name.hasSuffix("."), name.count > 1 { name.removeLast() }
    let colons = name.utf8.count { $0 == UInt8(ascii: ":") }
    if colons > 1 || name.hasPrefix("[") {
      self = Self.isIPv6(name) ? .ipv6 : .other
    } else if colons == 1 {
      self = .withPort
    } else {
      self.init(labels: name.split(separator: ".", omittingEmptySubsequences: false), name)
    }
  }

  private init(labels: [Substring], _ name: String) {
    guard labels.allSatisfy(Self.isLabel) else {
      self = .other
      return
    }
    if labels.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) {
      self = labels.count == 4 ? .ipv4 : .other
    } else {
      self = labels.count == 1 ? .short : .full(name)
    }
  }

  /// Letters of other scripts are let pass: a name may be written as people know it.
  private static func isLabel(_ label: Substring) -> Bool {
    !label.isEmpty && label.utf8.count <= 63 && label.first != "-" && label.last != "-"
      && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  }

  private static func isIPv6(_ name: String) -> Bool {
    let inner = name.prefix { $0 != "%" && $0 != "]" }.drop { $0 == "[" }
    return inner.contains(":")
      && inner.allSatisfy { $0.isHexDigit && $0.isASCII || $0 == ":" || $0 == "." }
  }

  /// Whether a DNS name is one of `domains` or lies below one, whatever the case of the letters.
  static func isInside(_ name: String, _ domains: [String]) -> Bool {
    let name = trimmed(name)
    return domains.contains { domain in
      let domain = trimmed(domain)
      return name == domain || !domain.isEmpty && name.hasSuffix("." + domain)
    }
  }

  private static func trimmed(_ name: String) -> String {
    let name = name.lowercased()
    return name.hasSuffix(".") ? String(name.dropLast()) : name
  }
}
