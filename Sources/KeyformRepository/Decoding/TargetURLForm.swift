/// What a target's URL says of itself before anybody connects.
enum TargetURLForm {
  case known(hasPassword: Bool)
  case unknown

  init(_ url: String) {
    if url.hasPrefix("sqlite:") {
      self = .known(hasPassword: false)
    } else if url.hasPrefix("postgresql://") || url.hasPrefix("postgres://") {
      self = .known(hasPassword: Self.hasPassword(url))
    } else {
      self = .unknown
    }
  }

  private static func hasPassword(_ url: String) -> Bool {
    let url = url.hasSuffix("?") ? String(url.dropLast()) : url
    return TargetURL.withoutPassword(url) != url
  }
}
