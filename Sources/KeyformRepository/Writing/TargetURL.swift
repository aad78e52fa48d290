/// A target's URL as it may stand in a file.
package enum TargetURL {
  /// `user:password@` loses the password, the query whatever may hold one.
  package static func withoutPassword(_ url: String) -> String {
    let parts = url.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let address = withoutUserInfoPassword(parts[0])
    let query = (parts.count > 1 ? parts[1] : "").split(separator: "&").filter { item in
      let name = item.prefix { $0 != "=" }.lowercased()
      // A name may be written in percent codes.
      return !name.contains("password") && !name.contains("%")
    }
    return query.isEmpty ? address : address + "?" + query.joined(separator: "&")
  }

  private static func withoutUserInfoPassword(_ address: Substring) -> String {
    // The authority stands between `//` and the next slash; hosts and passwords have colons too.
    guard let slash = address.firstIndex(of: "/"), address[slash...].hasPrefix("//") else {
      return String(address)
    }
    let start = address.index(slash, offsetBy: 2)
    // A password may hold a slash, which belongs in percent codes but is met: the last `@` counts.
    guard let at = address[start...].lastIndex(of: "@"),
      let colon = address[start..<at].firstIndex(of: ":")
    else { return String(address) }
    return String(address[..<colon] + address[at...])
  }
}
