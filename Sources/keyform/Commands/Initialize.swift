internal import ArgumentParser
internal import Glibc
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

struct Initialize: KeyformCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a small, valid, commented repository.",
    discussion: """
      Writes keyform.yaml, a first key and rollout, .gitignore, and the schemas that make \
      editors complete and check fields. A folder that has one of these files already is refused, \
      but for .gitignore: it gets the lines that it lacks.

      The project is named after the folder unless --project names it. Every row of a target \
      carries that name, so no two repositories may share it.
      """)

  @Argument(help: "The folder; made if it does not exist.", completion: .directory)
  var folder: String?
  @Option(help: ArgumentHelp("The project; the folder's name otherwise.", valueName: "name"))
  var project: String?
  @Option(
    name: .customLong("domain"),
    help: ArgumentHelp(
      "A DNS domain of the organisation's own, perhaps several; asked for on a terminal.",
      valueName: "domain"))
  var domains: [String] = []
  @OptionGroup var options: CommonOptions<WrittenReport>

  func execute() throws {
    let root = folder ?? options.directory
    let name = try projectName(root)
    let known = try domains.map(Self.domain)
    let place = { (path: String) in root == "." ? path : "\(root)/\(path)" }
    let schemas = JSONSchema.files.map { (".keyform/schemas/\($0.name)", $0.json) }
    let paths = StarterRepository(project: name, domains: []).files.map(\.path)
    let ignoreFile = StarterRepository.ignoreFile
    for path in paths + schemas.map(\.0) where DiskFile.exists(root + "/" + path) {
      throw Failure(
        .couldNotRun, "\(root)/\(path) exists already",
        "Choose an empty folder, or remove the file.")
    }
    let hasIgnoreFile = DiskFile.exists(root + "/" + ignoreFile)
    if hasIgnoreFile { try DiskFile.checkReplaceable(ignoreFile, below: root) }
    let ignored = StarterRepository.ignoring(
      after: hasIgnoreFile ? try DiskFile.read(root + "/" + ignoreFile) : [])
    let starter = StarterRepository(
      project: name, domains: known.isEmpty ? try askedDomains() : known)
    var files = starter.files + schemas
    // First what keeps the rest out of a commit.
    if let ignored, hasIgnoreFile {
      try DiskFile.replace(root + "/" + ignoreFile, ignored.bytes, keepingMode: true)
    } else if let ignored {
      files.insert((ignoreFile, String(decoding: ignored.bytes, as: UTF8.self)), at: 0)
    }
    for (path, text) in files { try DiskFile.create(root + "/" + path, text) }
    let option = root == "." ? "" : " -C \(ShellWord.quoted(root))"
    var report = WrittenReport("init")
    report.files = files.map { place($0.0) }
    report.lines = [
      """
      Wrote \(counted(files.count, "file")) for project \(name.text). Next: keyform \
      validate\(option)
      """
    ]
    if let ignored, hasIgnoreFile {
      report.files.append(place(ignoreFile))
      report.lines.insert(
        """
        Added \(counted(ignored.patterns, "line")) to \(place(ignoreFile)), so that git takes no \
        database, plan or secret.
        """, at: 0)
    }
    try options.presentation().show(report)
  }

  private func projectName(_ root: String) throws -> ProjectName {
    if let project {
      guard let name = ProjectName(project) else {
        throw Failure(
          .usage, "`\(project)` is no name of a project", "\(ProjectName.rule) Nothing was written."
        )
      }
      return name
    }
    guard let name = Self.name(ofFolder: root).flatMap({ ProjectName(folder: $0) }) else {
      throw Failure(
        .usage, "the folder's name gives no name of a project",
        "Name the project with --project, such as --project contoso; nothing was written.")
    }
    return name
  }

  /// Of one that is there its real name, whatever the path to it ends with.
  private static func name(ofFolder path: String) -> String? {
    (DiskFile.real(path) ?? path).split(separator: "/").last.map(String.init)
  }

  private static func domain(_ text: String) throws -> OwnDomain {
    guard let domain = OwnDomain(text) else {
      throw Failure(
        .usage, "`\(text)` is no DNS domain",
        "Write the organisation's own, such as contoso.example; nothing was written.")
    }
    return domain
  }

  /// Nobody is asked who does not see the question.
  private func askedDomains() throws -> [OwnDomain] {
    guard options.format == .text, !options.quiet, isatty(STDIN_FILENO) == 1,
      Output.isErrorTerminal
    else { return [] }
    Output.note(
      """
      The organisation's own DNS domains, such as contoso.example? Several with blanks between \
      them; an empty line leaves that for later:
      """)
    let answer = Interruption.waitForInput() ? readLine() : nil
    try Interruption.check()
    return try (answer ?? "").split { $0 == " " || $0 == "," || $0 == "\t" }
      .map { try Self.domain(String($0)) }
  }
}
