internal import KeyformCore
internal import KeyformEngine

/// The command to type after the one that ran.
enum NextStep {
  /// Applies the plan in `file`, or plans and applies the same part (`only`) by the same `base`, as far
  /// as it is `reviewed`. No line of it allows a hazard that nobody has allowed: what a hazard asks for
  /// stands first, and its name is for who means it.
  static func apply(
    _ plan: Plan, in file: String?, only: [String] = [], base: String? = nil,
    reviewed: [String] = [], options: CommonOptions<some Document>
  ) -> String {
    var words = ["keyform", "apply"]
    if let file { words.append(file) }
    if options.directory != "." { words += ["-C", options.directory] }
    words += options.allowOutside.flatMap { ["--allow-outside", $0] }
    let target = options.target.first.map { typed($0, in: plan) }
    // A saved plan is taken to no URL that only it names.
    if let target, file == nil || target.isURL { words += ["--target", target.text] }
    if file == nil {
      words += only.flatMap { ["--only", $0] }
      if let base { words += ["--base", base] }
      words += HazardCheck.words(
        allowing: plan.hazards.map(\.hazard).filter { plan.allowed.contains($0) })
    }
    words += reviewed.flatMap { ["--reviewed", $0] }
    let command = "Apply it with: \(words.map(ShellWord.quoted).joined(separator: " "))"
    let missing = plan.unallowed()
    let remedies = HazardCheck.remedies(of: plan, for: missing)
    var lines = remedies.isEmpty ? [command] : remedies
    if !missing.isEmpty {
      let allowing = "--allow \(missing.map(\.rawValue).joined(separator: ","))"
      lines.append(
        remedies.isEmpty
          ? "Hazards are allowed by name, each where it is meant: \(allowing)"
          : "If it is meant as it is, apply it with \(allowing)")
    }
    if remedies.isEmpty, let hint = target?.hint { lines.append(hint) }
    return lines.joined(separator: "\n")
  }

  /// A target as `--target` named it, without a password; the hint says where one that it had is to
  /// stand.
  private static func typed(
    _ written: String, in plan: Plan
  ) -> (text: String, isURL: Bool, hint: String?) {
    let target = plan.header.target
    var (prefix, url) = ("", written)
    if case .named(let name, let own) = TargetRequest.Word(written) {
      (prefix, url) = (name + "=", own)
    }
    let scheme = Keyform.schemes.first { $0.takes(url) }
    guard !prefix.isEmpty || written != target.name && scheme != nil else {
      return (written, false, nil)
    }
    let typed: (url: String, hadPassword: Bool) = scheme?.retyped(url) ?? (target.url, false)
    let hint = typed.hadPassword ? scheme?.password.map(passwordHint) : nil
    return (prefix + typed.url, true, hint)
  }

  private static func passwordHint(_ place: (file: String, variable: String)) -> String {
    """
    The password is left out here: it is better kept in \(place.file), or given in \
    \(place.variable).
    """
  }
}
