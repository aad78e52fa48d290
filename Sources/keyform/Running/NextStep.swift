/// The command to type after the one that ran.
enum NextStep {
  /// Applies the plan in `file`, or plans and applies.
  static func apply(_ file: String?, options: CommonOptions) -> String {
    var words = ["keyform", "apply"]
    if let file { words.append(file) }
    if options.directory != "." { words += ["-C", options.directory] }
    if file == nil, let target = options.target { words += ["--target", target] }
    return "Apply it with: \(words.map(ShellWord.quoted).joined(separator: " "))"
  }
}
