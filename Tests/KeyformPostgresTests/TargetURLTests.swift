import KeyformCore
import KeyformPostgres
import Testing

/// A password never reaches a file, whatever it is made of.
@Suite struct TargetURLTests {
  @Test(
    arguments: [
      ("postgresql://host/db", "postgresql://host/db"),
      ("postgresql://me@a:5432/db?a=b", "postgresql://me@a:5432/db?a=b"),
      ("postgresql://me:secret@host/db", "postgresql://me@host/db"),
      ("postgresql://me:se:c@ret@a:1,b:2/db", "postgresql://me@a:1,b:2/db"),
      ("postgresql://me:se/c@ret@host/db", "postgresql://me@host/db"),
      ("postgresql://me:sec?ret@host/db?a=b", "postgresql://me@host/db?a=b"),
      ("postgresql://me:s?a&b=c@host/db", "postgresql://me@host/db"),
      ("postgresql://host/db?user=a:b@c", "postgresql://host/db?user=a:b@c"),
      ("postgresql://m\u{D4E}:\u{301}secret@host/db", "postgresql://m\u{D4E}@host/db"),
      ("postgresql://host/db?a=\u{D4E}&password=secret", "postgresql://host/db?a=\u{D4E}"),
      ("postgresql://:secret@host/db", "postgresql://@host/db"),
      ("postgresql:///db?user=me&password=secret&a=%2F", "postgresql:///db?user=me&a=%2F"),
      ("postgresql:///db?PASSWORD=secret", "postgresql:///db"),
      ("postgresql:///db?sslpassword=secret&pass%77ord=secret&x=1", "postgresql:///db?x=1"),
      ("postgresql://[::1]:5432/db", "postgresql://[::1]:5432/db"),
      ("sqlite:lab.sqlite", "sqlite:lab.sqlite"),
    ])
  func passwordsAreLeftOut(_ url: String, _ written: String) {
    #expect(PostgresScheme().url(url, readIn: ".", writtenIn: ".") == written)
  }
}
