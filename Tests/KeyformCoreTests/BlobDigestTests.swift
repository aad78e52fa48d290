import KeyformCore
import Testing

@Suite struct BlobDigestTests {
  /// As `git hash-object` says, in repositories of both kinds.
  @Test func agreesWithGit() {
    let bytes = Array("hello\n".utf8)
    let short = "ce013625030ba8dba906f756967f9e9ca394464a"
    let long = "2cf8d83d9ee29543b34a87727421fdecb7e3f3a183d337639025de576db9ebb4"
    #expect(BlobDigest.of(bytes, like: short) == short)
    #expect(BlobDigest.of(bytes, like: long) == long)
    #expect(BlobDigest.of([], like: short) == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
  }
}
