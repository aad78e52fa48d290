internal import KeyformCore

/// The command to type after the one that ran.
enum NextStep {
  /// Applies the plan in `file`, or plans and applies. The plan's hazards have to be allowed by
  /// name, but for those that a saved one allows itself.
  static func apply(_ plan: Plan, in file: String?, options: CommonOptions) -> String {
    var words = ["keyform", "apply"]
    if let file { words.append(file) }
    if options.directory != "." { words += ["-C", options.directory] }
    if file == nil, let target = options.target { words += ["--target", target] }
    words += allowing(file == nil ? plan.hazards.map(\.hazard) : plan.unallowed())
    return "Apply it with: \(words.map(ShellWord.quoted).joined(separator: " "))"
  }
  /// `--allow deletes-key` and the like.
  static func allowing(_ hazards: [Hazard]) -> [String] {
    hazards.flatMap { ["--allow", $0.rawValue] }
  }
}
