internal import KeyformCore
internal import KeyformEngine

/// The command to type after the one that ran.
enum NextStep {
  /// Applies the plan in `file`, or plans and applies the same part (`only`). The plan's hazards have
  /// to be allowed by name, but for those that a saved one allows itself.
  static func apply(
    _ plan: Plan, in file: String?, only: [String] = [], options: CommonOptions<some Document>
  ) -> String {
    var words = ["keyform", "apply"]
    if let file { words.append(file) }
    if options.directory != "." { words += ["-C", options.directory] }
    words += options.allowOutside.flatMap { ["--allow-outside", $0] }
    let target = options.target.first.map { typed($0, in: plan) }
    // A saved plan is taken to no URL that only it names.
    if let target, file == nil || target.isURL { words += ["--target", target.text] }
    if file == nil { words += only.flatMap { ["--only", $0] } }
    words += HazardCheck.words(
      allowing: file == nil ? plan.hazards.map(\.hazard) : plan.unallowed())
    let command = "Apply it with: \(words.map(ShellWord.quoted).joined(separator: " "))"
    return command + (target?.hint.map { "\n\($0)" } ?? "")
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
