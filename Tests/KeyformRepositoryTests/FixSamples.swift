import Testing

/// What `validate --fix` makes of a file. `$FIELDS` in the name: with `--fix-names`.
enum FixSamples {
  struct Sample: CustomTestStringConvertible, Sendable {
    let name: String
    let before: String
    let after: String

    var testDescription: String { name }

    init(_ name: String, _ before: String, _ after: String? = nil) {
      self.name = name
      self.before = before
      self.after = after ?? before
    }
  }

  static let keys = [
    Sample(
      "lower case", "keys:\n  a: {kind: gvlk, value: nppr9-fwdcx-d2c8j-h872k-2yt43} # one\n",
      "keys:\n  a: {kind: gvlk, value: NPPR9-FWDCX-D2C8J-H872K-2YT43} # one\n"),
    Sample(
      "no dashes, quoted",
      "keys:\n  a:\n    value: 'NPPR9FWDCXD2C8JH872K2YT43'   # x\n    kind: gvlk\n",
      "keys:\n  a:\n    value: 'NPPR9-FWDCX-D2C8J-H872K-2YT43'   # x\n    kind: gvlk\n"),
    Sample(
      "typographic dashes and blanks",
      "keys:\n  a:\n    kind: gvlk\n    value: \" NPPR9–FWDCX — D2C8J‑H872K 2YT43\"\n",
      "keys:\n  a:\n    kind: gvlk\n    value: \"NPPR9-FWDCX-D2C8J-H872K-2YT43\"\n"),
    Sample(
      "on two lines",
      "keys:\n  a:\n    kind: gvlk\n    value: NPPR9-FWDCX-D2C8J-\n      H872K-2YT43\n",
      "keys:\n  a:\n    kind: gvlk\n    value: NPPR9-FWDCX-D2C8J-H872K-2YT43\n"),
    Sample(
      "a block",
      "keys:\n  a:\n    kind: gvlk\n    value: |-\n      nppr9fwdcxd2c8jh872k2yt43\n\n  b: {}\n",
      "keys:\n  a:\n    kind: gvlk\n    value: \"NPPR9-FWDCX-D2C8J-H872K-2YT43\"\n\n  b: {}\n"),
    Sample(
      "a block with a comment behind its sign stays",
      "keys:\n  a:\n    kind: gvlk\n    value: |- # keep\n      nppr9fwdcxd2c8jh872k2yt43\n"),
    Sample("a secret kind stays", "keys: {a: {kind: mak, value: nppr9fwdcxd2c8jh872k2yt43}}\n"),
    Sample("no kind: stays", "keys: {a: {value: nppr9fwdcxd2c8jh872k2yt43}}\n"),
    Sample(
      "an unknown value stays", "keys: {a: {kind: gvlk, value: fkfkfkykykdmdmdpxpxpqdmv4}}\n"),
    Sample("too short: stays", "keys: {a: {kind: gvlk, value: nppr9fwdcxd2c8jh872k2yt4}}\n"),
    Sample(
      "the place of a secret stays",
      "keys: {a: {kind: mak, secret: {env: 'A – b', file: x64, entry: Windows 11 Pro}}}\n"),
    Sample(
      "free text stays",
      "keys: {a: {kind: mak, title: x64 – Windows 11 Pro, note: 1 000, owner: YES}}\n"),
    Sample(
      "an ignored rule and its reason stay",
      "keys: {a: {kind: mak, ignore: {LC002: {reason: Windows 11 Pro x64, until: 31.12.2026}}}}\n",
      "keys: {a: {kind: mak, ignore: {LC002: {reason: Windows 11 Pro x64, until: 2026-12-31}}}}\n"),
    Sample("x- stays", "keys: {a: {kind: mak, x-kind: GVLK}}\n"),
  ]

  static let values = [
    Sample(
      "aliases",
      "keys:\n  a:\n    products: [Windows 11 Pro, 'Windows 10 Enterprise', windows-11/enterprise]\n",
      "keys:\n  a:\n    products: [windows-11/pro, 'windows-10/enterprise', windows-11/enterprise]\n"
    ),
    Sample(
      "aliases on lines",
      "keys:\n  a:\n    products:\n      - Windows 11 Pro # p\n      - \"windows-server-2025/Rechenzentrum\"\n",
      "keys:\n  a:\n    products:\n      - windows-11/pro # p\n      - \"windows-server-2025/datacenter\"\n"
    ),
    Sample(
      "two elements never become one", "keys: {a: {products: [Windows 11 Pro, windows-11/pro]}}\n"),
    Sample("an unknown product stays", "keys: {a: {products: [Windows 11 Prro]}}\n"),
    Sample(
      "words", "keys:\n  a: {kind: \"ESU MAK\", state: Active, use: [Activation]}\n",
      "keys:\n  a: {kind: \"esu-mak\", state: active, use: [activation]}\n"),
    Sample(
      "counts", "keys:\n  a: {kind: mak, quantity: \"500\", licences: 1_000, hosts: 6}\n",
      "keys:\n  a: {kind: mak, quantity: 500, licences: 1000, hosts: 6}\n"),
    Sample(
      "a count that is not clear stays",
      "keys:\n  a: {kind: mak, quantity: '1,000', licences: -1, remaining: {count: 0x10}}\n"),
    Sample(
      "unlimited", "keys:\n  a: {kind: mak, quantity: 'Unlimited'}\n",
      "keys:\n  a: {kind: mak, quantity: 'unlimited'}\n"),
    Sample(
      "an observation",
      "keys:\n  a: {kind: mak, remaining: {count: 1 500, asOf: \"31.12.2026\"}}\n",
      "keys:\n  a: {kind: mak, remaining: {count: 1500, asOf: \"2026-12-31\"}}\n"),
    Sample(
      "architectures and more of a deployment",
      "deployments:\n  d:\n    os: Windows 11 Enterprise\n    release: 25h2\n    architecture: x64\n    machines: 1 000\n    reimaged: Yes # often\n    domainJoined: \"false\"\n",
      "deployments:\n  d:\n    os: windows-11/enterprise\n    release: 25H2\n    architecture: amd64\n    machines: 1000\n    reimaged: true # often\n    domainJoined: false\n"
    ),
    Sample(
      "nested products",
      "deployments: {d: {os: windows-11/pro, from: {licence: MAK, edition: Windows 11 Education}}}\n",
      "deployments: {d: {os: windows-11/pro, from: {licence: mak, edition: windows-11/education}}}\n"
    ),
    Sample(
      "a list of architectures",
      "deployments: {d: {os: windows-11/pro, architecture: [ARM64, aarch64, x86–64]}}\n",
      "deployments: {d: {os: windows-11/pro, architecture: [arm64, aarch64, amd64]}}\n"),
    Sample("an architecture that is not clear stays", "deployments: {d: {architecture: 64-bit}}\n"),
    Sample(
      "of a waiver",
      "waivers: {w: {limit: Key.delete, addresses: [key/old-*], until: 31.12.2026, reason: x}}\n",
      "waivers: {w: {limit: key.delete, addresses: [key/old-*], until: 2026-12-31, reason: x}}\n"),
    Sample(
      "empty values", "keys:\n  a:\n    kind:\n    value: ~\n    quantity: ''\n    products: []\n"),
    Sample("nothing", "# nothing\n"), Sample("no bytes", ""), Sample("null", "keys:\n"),
  ]

  static let names = [
    Sample(
      "an entry and what refers to it",
      "keys:\n  Win11–Ent: {kind: gvlk}\ndeployments:\n  d: {keys: {Win11–Ent: [activation]}}\nbindings:\n  b: {deployment: D, key: win11-ent}\n",
      "keys:\n  win11-ent: {kind: gvlk}\ndeployments:\n  d: {keys: {win11-ent: [activation]}}\nbindings:\n  b: {deployment: d, key: win11-ent}\n"
    ),
    Sample(
      "quoted", "keys:\n  'A–b': {kind: gvlk}\nhosts:\n  h: {hostKey: [\"A–b\", c]}\n",
      "keys:\n  'a-b': {kind: gvlk}\nhosts:\n  h: {hostKey: [\"a-b\", c]}\n"),
    Sample("two names never become one", "keys: {A-b: {kind: gvlk}, a–b: {kind: gvlk}}\n"),
    Sample("a name never becomes another's", "keys: {A: {kind: gvlk}, a: {kind: gvlk}}\n"),
    Sample("blanks inside are not clear", "keys: {a b: {kind: gvlk}}\n"),
    Sample(
      "a reference with blanks", "keys: {a-b: {kind: csvlk}}\nhosts: {h: {hostKey: a b}}\n",
      "keys: {a-b: {kind: csvlk}}\nhosts: {h: {hostKey: a-b}}\n"),
    Sample(
      "a reference that could be two",
      "keys: {a-b: {kind: csvlk}, a_b: {kind: csvlk}}\nhosts: {h: {hostKey: A B}}\n"),
    Sample(
      "servers and labels",
      "hosts: {kms-1: {fqdn: a.b}}\ndirectories: {d: {forest: a.b}}\ndeployments: {x: {servedBy: [KMS–1, D], labels: {Site: Berlin – Mitte}}}\n",
      "hosts: {kms-1: {fqdn: a.b}}\ndirectories: {d: {forest: a.b}}\ndeployments: {x: {servedBy: [kms-1, d], labels: {site: Berlin – Mitte}}}\n"
    ),
    Sample("a name like a key stays", "keys: {NPPR9-FWDCX-D2C8J-H872K-2YT43: {kind: gvlk}}\n"),
    Sample("a field's name stays", "keys: {a: {knd: gvlk, Products: [windows-11/pro]}}\n"),
  ]

  /// With `--fix-names`.
  static let fieldNames = [
    Sample(
      "a misspelt field and its value",
      "keys:\n  a:\n    kid: GVLK # k\n    prodcts: [Windows 11 Pro]\n",
      "keys:\n  a:\n    kind: gvlk # k\n    products: [windows-11/pro]\n"),
    Sample(
      "in another case", "keys: {a: {Kind: gvlk, Shared-With: [b]}}\n",
      "keys: {a: {kind: gvlk, sharedWith: [b]}}\n"),
    Sample("beside the right one", "keys: {a: {kind: gvlk, kinds: mak}}\n"),
    Sample("two for one", "keys: {a: {kinds: gvlk, kin: mak}}\n"),
    Sample("another shape", "keys: {a: {prodcts: windows-11/pro}}\n"),
    Sample("reserved", "keys: {a: {notBefor: 2026-01-01}}\n"),
    Sample("nothing near", "keys: {a: {colour: red, x-knd: y}}\n"),
    Sample(
      "inside", "keys: {a: {remaining: {coutn: 1_000, asof: 2026/11/01}, secret: {evn: A–B}}}\n",
      "keys: {a: {remaining: {count: 1000, asOf: 2026-11-01}, secret: {env: A–B}}}\n"),
    Sample(
      "a section, its names and what refers to them",
      "key:\n  A–b: {kind: csvlk}\nhosts:\n  h: {hostkey: a b}\n",
      "keys:\n  a-b: {kind: csvlk}\nhosts:\n  h: {hostKey: a-b}\n"),
    Sample("a section beside the right one", "keys: {a: {kind: gvlk}}\nkey: {b: {kind: gvlk}}\n"),
  ]

  /// Files that are left alone whole.
  static let refused = [
    "keys: {a: &x {kind: GVLK}}\n", "keys: {a: {kind: GVLK}, b: *x}\n",
    "keys: !!map {a: {kind: GVLK}}\n", "keys: {a: {kind: GVLK}\n",
    "---\nkeys: {a: {kind: GVLK}}\n---\n",
    "keys:\n\ta: {kind: GVLK}\n", "\u{0}", "keys: [GVLK]\n", "GVLK\n",
    "keys: {a: {<<: {kind: GVLK}}}\n",
  ]
}
