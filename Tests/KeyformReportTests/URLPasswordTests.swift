import KeyformCore
import KeyformReport
import Testing

/// Passwords of URLs, in whatever text they stand.
@Suite struct URLPasswordTests {
  @Test(arguments: [
    ("url: postgresql://u:hush@h/d", "url: postgresql://u:…@h/d"),
    (#"  p: {url: "postgres://u:hu/s@h@h/d?x=y"}"#, #"  p: {url: "postgres://u:…@h/d?x=y"}"#),
    ("pstgresql://u:hush@h/d and http://a:hush@b", "pstgresql://u:…@h/d and http://a:…@b"),
    (
      "'postgresql://h/d?password=hush&sslmode=require'",
      "'postgresql://h/d?password=…&sslmode=require'"
    ),
    ("?sslpassword=hush", "?sslpassword=…"), ("PASSWORD=hush", "PASSWORD=…"),
  ])
  func areMasked(_ text: String, _ masked: String) {
    #expect(URLPasswords.masked(text) == masked)
  }

  @Test(arguments: [
    "", "postgresql://u@h/d", "postgresql://db.contoso.example:5433/deployment", "sqlite:a@b:c",
    "https://www.microsoft.com/x", "password=", "10:30 a@b", "postgresql://u:@h/d",
  ])
  func othersStay(_ text: String) { #expect(URLPasswords.masked(text) == text) }
}
