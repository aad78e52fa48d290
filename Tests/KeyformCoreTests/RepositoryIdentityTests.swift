import KeyformCore
import Testing

/// By what repositories are told apart, and that no credential gets into it.
@Suite struct RepositoryIdentityTests {
  @Test(arguments: [
    ("https://git.contoso.example/team/keys.git", "git.contoso.example/team/keys"),
    ("https://anna:S3cret@Git.Contoso.Example:8443/team/keys", "git.contoso.example/team/keys"),
    ("https://x-access-token:ghs_S3cret@github.com/o/r.git/", "github.com/o/r"),
    ("https://S3cret@dev.azure.com/o/p/_git/r", "dev.azure.com/o/p/_git/r"),
    ("https://git.contoso.example/team/keys?private_token=S3cret", "git.contoso.example/team/keys"),
    ("https://git.contoso.example/team/keys#S3cret", "git.contoso.example/team/keys"),
    ("https://anna:p@S3cret@git.contoso.example/team/keys", "git.contoso.example/team/keys"),
    ("ssh://git@git.contoso.example:7999/team/keys.git", "git.contoso.example/team/keys"),
    ("git@git.contoso.example:team/keys.git", "git.contoso.example/team/keys"),
    ("git.contoso.example:/team//keys", "git.contoso.example/team/keys"),
    ("git://git.contoso.example/team/keys", "git.contoso.example/team/keys"),
    ("ssh://git@[2001:db8::1]:22/keys.git", "[2001:db8::1]/keys"),
    ("file:///srv/git/keys.git", "/srv/git/keys"), ("/srv/git/keys", "/srv/git/keys"),
    ("https://git.contoso.example/BBBBB-BBBBB-BBBBB-BBBBB-BBBBB", nil),
    ("../keys", nil), ("keys", nil), ("", nil), ("https://git.contoso.example", nil),
    ("https://git.contoso.example/../keys", nil), ("https://git.contoso.example/a b", nil),
    ("ext::sh -c S3cret", nil), ("git@h:S3cret@x/y", nil), ("https:anna:S3cret@h/x", nil),
    ("https://anna:S3/cret@git.contoso.example/keys", nil),
    ("https://anna:12/S3cret@git.contoso.example/keys", nil),
    ("https://anna:a@S3/cret@git.contoso.example/keys", nil),
    ("https://S3/cret@git.contoso.example/keys", nil),
  ])
  func originIsHostAndPathAlone(_ url: String, _ expected: String?) {
    let origin = RepositoryOrigin(url)
    guard let expected else {
      // What is shaped like a key is masked, whatever else it is.
      #expect(origin == nil || origin?.text.contains("BBBBB-BBBBB") == false)
      return
    }
    #expect(origin?.text == expected)
    #expect(RepositoryOrigin(kept: expected) == origin)
    #expect(origin?.text.contains("cret") == false)
  }

  @Test(arguments: ["", "keys", "anna:S3cret@h/x", "h/x?y", "H/x", "h/x.git", "h:22/x"])
  func whatIsKeptIsOfNoOtherForm(_ text: String) {
    #expect(RepositoryOrigin(kept: text) == nil)
  }

  private func identity(_ roots: [String], _ origin: String?) -> RepositoryIdentity {
    RepositoryIdentity(roots: roots, origin: origin.flatMap { RepositoryOrigin("/\($0)") })
  }

  @Test func oneMarkThatAgreesIsEnough() {
    let known = identity(["a", "b"], "one")
    #expect(known.agrees(with: identity(["b"], "one")) == true)
    #expect(known.agrees(with: identity(["b"], "moved")) == true, "a forge that moved")
    #expect(known.agrees(with: identity(["c"], "one")) == true, "a history that was written anew")
    #expect(known.agrees(with: identity([], "one")) == true, "a shallow clone")
    #expect(known.agrees(with: identity(["c"], "other")) == false)
    #expect(known.agrees(with: identity([], "other")) == false)
    #expect(known.agrees(with: identity(["c"], nil)) == false)
    #expect(known.agrees(with: .unknown) == nil, "no git")
    #expect(identity([], "one").agrees(with: identity(["a"], nil)) == nil)
  }

  @Test func aShallowCloneKnowsNoRoots() {
    func source(shallow: Bool) -> SourceRevision {
      SourceRevision(
        repository: "https://u:p@h/x.git", commit: "c", author: nil, isDirty: false, tree: "t",
        roots: ["a"], isShallow: shallow)
    }
    #expect(RepositoryIdentity(source(shallow: true)).roots == [])
    #expect(RepositoryIdentity(source(shallow: false)).shown == "h/x (first commit a)")
    #expect(RepositoryIdentity(nil) == .unknown)
  }
}
