// swift-tools-version: 6.3
import PackageDescription

// One line a target; ARCHITECTURE.md draws the picture. Imports point downwards only.
let package = Package(
  name: "keyform",
  products: [
    .executable(name: "keyform", targets: ["keyform"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(
      name: "CLibSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "CLibPQ"),
    .target(
      name: "KeyformCore", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
    .target(name: "KeyformYAML", dependencies: ["CLibYAML"]),
    .target(name: "KeyformCatalog", dependencies: ["KeyformCore", "KeyformYAML"]),
    .target(
      name: "KeyformRepository", dependencies: ["KeyformCatalog", "KeyformCore", "KeyformYAML"]),
    .target(name: "KeyformRules", dependencies: ["KeyformCore"]),
    // Style and script of the report page stand in a Swift file besides (scripts/embed-page).
    .target(
      name: "KeyformReport", dependencies: ["KeyformCore"],
      exclude: ["Reports/Page/page.css", "Reports/Page/page.js"]),
    .target(name: "KeyformSQL", dependencies: ["KeyformCore"]),
    .target(
      name: "KeyformSQLiteBinding", dependencies: ["CLibSQLite", "KeyformCore", "KeyformSQL"]),
    .target(
      name: "KeyformSQLite",
      dependencies: ["CLibSQLite", "KeyformCore", "KeyformSQL", "KeyformSQLiteBinding"]),
    .target(
      name: "KeyformQuery",
      dependencies: ["CLibSQLite", "KeyformCore", "KeyformSQL", "KeyformSQLiteBinding"]),
    .target(
      name: "KeyformPostgres", dependencies: ["CLibPQ", "KeyformCore", "KeyformSQL"]),
    .target(
      name: "KeyformEngine",
      dependencies: [
        "KeyformCatalog", "KeyformCore", "KeyformQuery", "KeyformRepository", "KeyformRules",
      ]),
    .executableTarget(
      name: "keyform",
      dependencies: [
        "KeyformCore", "KeyformCatalog", "KeyformEngine", "KeyformRules", "KeyformReport",
        "KeyformPostgres", "KeyformQuery", "KeyformRepository", "KeyformSQLite",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(
      name: "KeyformRepositoryTests",
      dependencies: [
        "KeyformCatalog", "KeyformCore", "KeyformPostgres", "KeyformRepository", "KeyformSQLite",
      ],
      exclude: ["Fixtures"]),
    .target(
      name: "KeyformTestSupport",
      dependencies: ["KeyformCore", "KeyformPostgres", "KeyformSQL"],
      path: "Tests/KeyformTestSupport"),
    .testTarget(name: "KeyformCoreTests", dependencies: ["KeyformCore"]),
    .testTarget(name: "KeyformSourceTests", dependencies: ["KeyformCore"]),
    // Runs the built executable as a process; imports nothing.
    .testTarget(
      name: "KeyformCommandTests", dependencies: ["keyform"], exclude: ["Fixtures"]),
    // Kills programs and servers in the middle of their work; imports nothing.
    .testTarget(
      name: "KeyformFaultTests", dependencies: ["keyform"], exclude: ["bin"]),
    .testTarget(
      name: "KeyformSQLiteTests",
      dependencies: [
        "KeyformCore", "KeyformSQL", "KeyformSQLite", "KeyformSQLiteBinding", "KeyformTestSupport",
      ]),
    .testTarget(
      name: "KeyformPostgresTests",
      dependencies: [
        "KeyformCore", "KeyformPostgres", "KeyformSQL", "KeyformTestSupport",
      ]),
    .testTarget(
      name: "KeyformEngineTests",
      dependencies: [
        "KeyformCatalog", "KeyformCore", "KeyformEngine", "KeyformReport", "KeyformRepository",
        "KeyformRules", "KeyformSQLite", "KeyformTestSupport",
      ],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "KeyformQueryTests",
      dependencies: [
        "KeyformCatalog", "KeyformCore", "KeyformQuery", "KeyformRepository", "KeyformTestSupport",
      ]),
    .testTarget(
      name: "KeyformReportTests", dependencies: ["KeyformCore", "KeyformReport"],
      exclude: ["Browser", "Goldens"]),
    .testTarget(
      name: "KeyformRulesTests",
      dependencies: ["KeyformCatalog", "KeyformCore", "KeyformRepository", "KeyformRules"],
      exclude: ["Fixtures", "Ordinary"]),
    .testTarget(name: "KeyformYAMLTests", dependencies: ["KeyformYAML"]),
  ],
  swiftLanguageModes: [.v6]
)

// The same settings for every target of ours: see docs/decisions/0002-swift-settings.md.
for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
  ]
}
