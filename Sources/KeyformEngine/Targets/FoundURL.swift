internal import KeyformCore
internal import KeyformRepository

/// A target's URL, as the operator or keyform.yaml gives it.
struct FoundURL {
  let name: String?
  let url: String
  let source: TargetURLSource
  /// The part of the files that the target takes.
  var include: [String] = []
  /// What keyform.yaml says of this name; nil where it has none.
  var ofFiles: String?

  /// The embedded default: a file in the repository.
  static let standard = FoundURL(name: nil, url: "sqlite:keyform.sqlite", source: .standard)
}

extension FoundURL {
  /// What is asked for, else `defaultTarget`, else the only target, else the embedded default.
  init(_ word: TargetRequest.Word?, of project: Project, _ context: RunContext) throws {
    switch word {
    case .url(let url): self.init(name: nil, url: url, source: .option)
    case .named(let name, let url):
      let target = try Self.target(name, of: project, hasURL: true)
      guard !url.isEmpty else {
        throw Failure(.usage, "--target names no URL for `\(name)`", "Write --target \(name)=URL.")
      }
      self.init(target, url, .option)
    case .name(let name): try self.init(Self.target(name, of: project), project, context)
    case nil:
      let only = project.targets.count == 1 ? project.targets.first?.name : nil
      if let name = project.defaultTarget ?? only {
        try self.init(Self.target(name, of: project), project, context)
        return
      }
      guard project.targets.isEmpty else {
        let names = project.targets.map(\.name).joined(separator: ", ")
        throw Failure(
          .usage, "keyform.yaml has several targets and no defaultTarget: \(names)",
          "Name one with --target.")
      }
      self = .standard
    }
  }

  private init(_ target: Project.Target, _ url: String, _ source: TargetURLSource) {
    self.init(
      name: target.name, url: url, source: source, include: target.include, ofFiles: target.url)
  }

  /// By its variable, else as keyform.yaml has it.
  private init(_ target: Project.Target, _ project: Project, _ context: RunContext) throws {
    let variable = Self.variable(of: target.name)
    guard let url = context.environment(variable), !url.isEmpty else {
      self.init(target, target.url, .files)
      return
    }
    let others = project.targets.filter { Self.variable(of: $0.name) == variable }.map(\.name)
    guard others.count == 1 else {
      throw Failure(
        .usage,
        "\(variable) may be meant for each of the targets \(others.joined(separator: ", "))",
        "Rename one of them, or give the URL with --target NAME=URL.")
    }
    self.init(target, url, .variable(variable))
  }

  /// The name in upper case, with `-` and `.` as `_`.
  static func variable(of name: String) -> String {
    "KEYFORM_TARGET_" + String(name.uppercased().map { $0 == "-" || $0 == "." ? "_" : $0 })
  }

  /// `hasURL`: the operator gives it another URL.
  private static func target(
    _ name: String, of project: Project, hasURL: Bool = false
  ) throws -> Project.Target {
    if let target = project.targets.first(where: { $0.name == name }) { return target }
    guard !name.contains(",") else {
      throw Failure(
        .usage, "--target NAME=URL takes one name, and `\(name)` are several",
        "Repeat --target, once for each.")
    }
    let near = SpellingSuggestion.question(name, in: project.targets.map(\.name))
    throw Failure(
      .usage, "there is no target `\(name)`\(near)",
      hasURL
        ? """
        NAME=URL gives one of `targets` in keyform.yaml another URL: name it there first, or write \
        --target URL alone.
        """ : "Name one of `targets` in keyform.yaml, or a URL such as sqlite:lab.sqlite.")
  }

  /// How messages call it, such as `the URL of target prod in KEYFORM_TARGET_PROD`.
  var called: String {
    let whose = name.map { "the URL of target `\($0)`" } ?? "the target's URL"
    return switch source {
    case .files: whose + " in keyform.yaml"
    case .option: whose + " in --target"
    case .variable(let variable): whose + " in " + variable
    case .standard: whose
    }
  }

  /// Ends the run where files that are not trusted say which database is opened.
  func checkTrust(_ context: RunContext) throws {
    guard context.access.isUntrusted, !source.isOperators else { return }
    guard let name else {
      throw Failure(
        .usage, "with --untrusted the operator names the target, and nobody did",
        lines: context.schemes.map { "  --target \($0.form)" },
        "Write one of these; what the files name is not opened.")
    }
    let variable = Self.variable(of: name)
    let said = context.environment(variable) == nil ? "nobody did" : "\(variable) is empty"
    throw Failure(
      .usage, "with --untrusted only the operator says where target `\(name)` is, and \(said)",
      lines: ["  --target \(name)=URL", "  \(variable)=URL"],
      "Write one of these with the URL of the database; what the files name is not opened.")
  }
}

/// Where a target's URL comes from. Flags and environment are the operator's, files are not.
package enum TargetURLSource: Hashable, Sendable {
  /// keyform.yaml.
  case files
  /// `--target`, as a URL or as `NAME=URL`.
  case option
  /// A variable of the environment.
  case variable(String)
  /// Nobody names a target: the embedded default.
  case standard

  package var isOperators: Bool {
    switch self {
    case .option, .variable: true
    case .files, .standard: false
    }
  }
}
