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
    return command + (target?.hadPassword == true ? "\n\(passwordHint)" : "")
  }

  private static let passwordHint =
    "The password is left out here: it is better kept in PGPASSFILE, or given in PGPASSWORD."

  /// A target as `--target` named it, without a password.
  private static func typed(
    _ written: String, in plan: Plan
  ) -> (text: String, hadPassword: Bool, isURL: Bool) {
    let shown = plan.header.target.url
    let schemes = Keyform.schemes(GitCheckouts())
    if case .named(let name, let url) = TargetRequest.Word(written) {
      let typed = schemes.first { $0.takes(url) }?.retyped(url) ?? (shown, false)
      return ("\(name)=\(typed.url)", typed.hadPassword, true)
    }
    guard written != plan.header.target.name,
      let scheme = schemes.first(where: { $0.takes(written) })
    else { return (written, false, false) }
    let (url, hadPassword) = scheme.retyped(written) ?? (shown, false)
    return (url, hadPassword, true)
  }
}
