internal import ArgumentParser
internal import KeyformCatalog
internal import KeyformCore
internal import KeyformEngine

struct Initialize: KeyformCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a small, valid, commented repository.",
    discussion: """
      Writes keyform.yaml, a first key and rollout, .gitignore, and the schemas that make \
      editors complete and check fields. Files that exist are never overwritten.
      """)

  @Argument(help: "The folder; made if it does not exist.") var folder: String?
  @OptionGroup var options: CommonOptions

  func execute() throws {
    let root = folder ?? options.directory
    let files =
      StarterRepository.files
      + JSONSchema.files.map {
        (".keyform/schemas/\($0.name)", $0.json)
      }
    for (path, _) in files where DiskFile.exists(root + "/" + path) {
      throw Failure(
        .couldNotRun, "\(root)/\(path) exists already",
        "Choose an empty folder, or remove the file.")
    }
    for (path, text) in files { try DiskFile.create(root + "/" + path, text) }
    let place = root == "." ? "" : " -C \(ShellWord.quoted(root))"
    var report = WrittenReport("init")
    report.files = files.map { root == "." ? $0.0 : "\(root)/\($0.0)" }
    report.lines = ["Wrote \(counted(files.count, "file")). Next: keyform validate\(place)"]
    try report.show(Presentation(options, repository: nil))
  }
}
