import KeyformCore
import KeyformRepository
import Testing

/// What is near is suggested.
@Suite struct SuggestionTests {
  @Test(arguments: [
    ("fields", "unknown field `quantitiy`; did you mean `quantity`?"),
    ("fields", "unknown field `targts`; did you mean `targets`?"),
    ("fields", "unknown field `colour`"), ("fields", "unknown field `kidn`; did you mean `kind`?"),
    ("sections", "unknown section `deploymnts`; did you mean `deployments`?"),
    ("sections", "unknown section `colours`"),
    ("words", "`kind` cannot be `gvkl`; did you mean `gvlk`?"),
    ("words", "`state` cannot be `actve`; did you mean `active`?"),
    ("words", "`use` cannot be `instalation`; did you mean `installation`?"),
    ("words", "windows-11 has no release `25H3`; did you mean `25H2`?"),
    ("words", "`LC002` cannot be `eror`; did you mean `error`?"),
    ("references", "there is no key `win11mak`; did you mean `win11-mak`?"),
    ("references", "there is no deployment `laptop`; did you mean `laptops`?"),
    ("references", "there is no host or directory `kms-berln`; did you mean `kms-berlin`?"),
    ("references", "there is no host or directory `nobody`"),
    ("references", "defaultTarget `lba` is no target; did you mean `lab`?"),
    ("imports", "there is no key `platform:shard`; did you mean `platform:shared`?"),
  ])
  func nearWordsAreNamed(_ fixture: String, _ summary: String) throws {
    let summaries = try RepositoryFixture(name: fixture).diagnostics().map(\.summary)
    #expect(summaries.contains(summary))
  }

  /// Both places of a name that is used twice are named.
  @Test func bothPlacesAreNamed() throws {
    let found = try RepositoryFixture(name: "duplicates").diagnostics()
    let second = try #require(found.first { $0.place?.file == "b.yaml" })
    #expect(second.summary == "key `one` is already defined at a.yaml:2")
    #expect(second.related.map(\.place) == [FileLocation(file: "a.yaml", line: 2, column: 3)])
  }
}
