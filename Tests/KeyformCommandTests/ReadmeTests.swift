import Foundation
import Testing

/// The plan that README.md shows is what the program prints.
@Suite("README")
struct ReadmeTests {
  private static let before = """
    keys:
      win11-enterprise-kms:
        kind: gvlk
        products: [windows-11/enterprise]

      win11-enterprise-mak:
        kind: mak
        products: [windows-11/enterprise]
        secret: {env: WIN11_ENTERPRISE_MAK}
        owner: client-platform@contoso.example
        agreement: V1234567
        quantity: 500
        remaining: {count: 412, asOf: 2026-11-01}

    deployments:
      berlin-laptops:
        os: windows-11/enterprise
        release: 25H2
        machines: 320
        keys:
          win11-enterprise-kms: [installation]
          win11-enterprise-mak: [activation]
      pilot:
        os: windows-11/enterprise
        release: 24H2
        machines: 12
        keys: {win11-enterprise-kms: [installation]}

    """

  @Test("shows a plan as it is")
  func showsAPlan() throws {
    let readme = try String(
      contentsOf: Checkout.root.appendingPathComponent("README.md"), encoding: .utf8)
    let begin = try #require(readme.range(of: "<!-- plan:begin -->\n```\n$ keyform plan\n"))
    let end = try #require(readme.range(of: "```\n<!-- plan:end -->"))
    let shown = String(readme[begin.upperBound..<end.lowerBound])

    let workspace = try Workspace()
    try workspace.shell(
      """
      printf 'keyform: 1\\nproject: contoso\\nrules: {KEY005: off}\\n' > keyform.yaml
      cat > windows.yaml <<'YAML'
      \(Self.before)YAML
      grep '^WIN11_ENTERPRISE_MAK=' "$PROJECT"/examples/conversions/secrets.sample.env > secret
      env "$(cat secret)" keyform apply --yes --quiet --today 2026-11-21 > applied
      sed -i 's/quantity: 500/quantity: 600/; s/machines: 320/machines: 340/' windows.yaml
      sed -i 's/{count: 412, asOf: 2026-11-01}/{count: 471, asOf: 2026-11-20}/' windows.yaml
      sed -i 's/  pilot:/  munich-desktops:/; s/24H2/25H2/; s/machines: 12/machines: 85/' windows.yaml
      """)
    let outcome = try workspace.run("env \"$(cat secret)\" keyform plan --today 2026-11-21")
    #expect(withoutID(outcome.output) == withoutID(shown))
  }

  /// Every target has an id of its own, and so has a plan for it.
  private func withoutID(_ text: String) -> String {
    text.replacing(/sha256:[0-9a-f]{64}/, with: "sha256:…")
  }
}
