import Testing

/// Imports point downwards only, and each module keeps to itself what ARCHITECTURE.md says.
@Suite struct ModuleTests {
  /// What each module may import, the standard library's parts included. Foundation is in no list: it
  /// brings 38 MB of tables for languages along, and FoundationEssentials is enough.
  private static let allowed: [String: Set<String>] = [
    "KeyformCore": ["Crypto", "Dispatch", "Synchronization"],
    "KeyformYAML": ["CLibYAML", "Glibc"],
    "KeyformCatalog": ["KeyformCore", "KeyformYAML", "Dispatch", "Synchronization"],
    "KeyformRepository": [
      "KeyformCatalog", "KeyformCore", "KeyformYAML", "Dispatch", "Glibc", "Synchronization",
    ],
    "KeyformRules": ["KeyformCore", "Dispatch", "Synchronization"],
    "KeyformReport": ["KeyformCore"],
    "KeyformSQL": ["KeyformCore", "Dispatch", "Glibc", "Synchronization"],
    "KeyformSQLiteBinding": ["KeyformCore", "KeyformSQL", "CLibSQLite"],
    "KeyformSQLite": [
      "KeyformCore", "KeyformSQL", "KeyformSQLiteBinding", "CLibSQLite", "FoundationEssentials",
      "Glibc",
    ],
    "KeyformPostgres": [
      "KeyformCore", "KeyformSQL", "CLibPQ", "Dispatch", "Glibc", "Synchronization",
    ],
    "KeyformQuery": [
      "KeyformCore", "KeyformSQL", "KeyformSQLiteBinding", "CLibSQLite",
      "Synchronization",
    ],
    "KeyformEngine": [
      "KeyformCatalog", "KeyformCore", "KeyformQuery", "KeyformRepository", "KeyformRules",
      "Dispatch",
      "Synchronization",
    ],
    "keyform": [
      "KeyformCore", "KeyformCatalog", "KeyformEngine", "KeyformRules", "KeyformReport",
      "KeyformPostgres", "KeyformQuery", "KeyformRepository", "KeyformSQLite",
      "ArgumentParser",
      "Dispatch", "FoundationEssentials",
      "Glibc",
      "Synchronization",
    ],
  ]

  private static let sources = Checkout.swiftFiles(below: "Sources")

  private static func module(of file: String) -> String { String(file.split(separator: "/")[1]) }

  @Test func everyModuleIsKnown() {
    #expect(Set(Self.sources.map(Self.module)) == Set(Self.allowed.keys))
  }

  @Test(arguments: allowed.keys.sorted())
  func importsPointDownwards(_ module: String) throws {
    let allowed = try #require(Self.allowed[module])
    for file in Self.sources where Self.module(of: file) == module {
      for found in try Self.imports(of: file) where !allowed.contains(found) {
        Issue.record("\(file) imports \(found)")
      }
    }
  }

  /// The modules behind `import`.
  private static func imports(of file: String) throws -> [String] {
    try Checkout.code(file).words.filter { $0.previous == "import" }.map(\.text)
  }

  /// Files that touch disk, environment, clock or terminal, and why.
  private static let doors: [String: String] = [
    "Sources/KeyformRepository/Loading/FileSystem.swift": "loads a repository",
    "Sources/KeyformPostgres/Connection/Connector.swift": "a database adapter: the environment",
    "Sources/KeyformPostgres/Connection/PostgresConnection.swift": "a database adapter: its socket",
    "Sources/KeyformSQL/Engine/SQLRows.swift": "memcmp, no files",
    "Sources/KeyformSQL/Engine/WaitPolicy.swift":
      "for database adapters: waits and their clock, the names of process and host",
    "Sources/KeyformSQLite/SQLiteFile.swift": "a database adapter",
    "Sources/KeyformSQLite/SQLiteLock.swift": "a database adapter: its lock file",
    "Sources/KeyformSQLite/SQLiteScheme.swift": "a database adapter: paths relative to a folder",
    "Sources/KeyformYAML/YAMLReader.swift": "memcpy and memchr, no files",
  ]

  @Test func glibcAndFoundationStandInNamedFiles() throws {
    for file in Self.sources where !file.hasPrefix("Sources/keyform/") && Self.doors[file] == nil {
      let found = try Self.imports(of: file).filter {
        $0 == "Glibc" || $0 == "FoundationEssentials"
      }
      #expect(found == [], "\(file)")
    }
    for file in Self.doors.keys.sorted() { #expect(Self.sources.contains(file), "\(file) is gone") }
  }

  /// Calls that reach outside, and types that do.
  private static let calls: Set<String> = [
    "print", "debugPrint", "dump", "puts", "fputs", "printf", "readLine", "open", "fopen", "getenv",
    "setenv", "time", "clock_gettime", "gettimeofday", "localtime", "system", "popen", "exit",
    "abort",
  ]
  private static let types: Set<String> = [
    "FileManager", "ProcessInfo", "CommandLine", "ContinuousClock", "SuspendingClock",
    "FileHandle", "Process", "Date", "URLSession",
  ]

  @Test func inputAndOutputStayInTheirPlaces() throws {
    for file in Self.sources where !file.hasPrefix("Sources/keyform/") && Self.doors[file] == nil {
      let code = try Checkout.code(file)
      let own = Set(code.words.filter { $0.previous == "func" }.map(\.text))
      for call in code.calls(of: Self.calls.subtracting(own)) {
        Issue.record("\(file):\(call.line) calls \(call.text)")
      }
      for word in code.words where Self.types.contains(word.text) {
        Issue.record("\(file):\(word.line) uses \(word.text)")
      }
    }
  }

  /// `Output` takes what `ReportBytes` holds and nothing else; everything else goes through it.
  @Test func onlyOutputPrints() throws {
    let printing: Set<String> = ["print", "debugPrint", "dump", "puts", "fputs", "printf"]
    let descriptors: Set<String> = ["STDOUT_FILENO", "STDERR_FILENO", "stdout", "stderr"]
    // A crash prints words of ours; the others ask for a size, or leave nothing open.
    let users: Set<String> = ["Output", "Signals", "Presentation", "ChildProgram"]
    for file in Self.sources {
      let code = try Checkout.code(file)
      for call in code.calls(of: printing) {
        Issue.record("\(file):\(call.line) calls \(call.text)")
      }
      let name = file.split(separator: "/").last?.dropLast(".swift".count) ?? ""
      for word in code.words where descriptors.contains(word.text) && !users.contains(String(name))
      {
        Issue.record("\(file):\(word.line) uses \(word.text)")
      }
    }
  }
}
