import KeyformRepository

/// Entries in every layout that people write, with one field to change.
enum FieldEditSamples {
  private typealias Sample = FieldEditTests.Sample

  private static func scalar(_ text: String) -> FieldEdit.Value { .scalar(EditedScalar(text)) }
  private static func set(_ texts: String...) -> FieldEdit.Value {
    .set(texts.map { EditedScalar($0) })
  }

  static let scalars: [FieldEditTests.Sample] = [
    Sample(
      "plain", ["kind"], scalar("oem"), "keys:\n  a:\n    kind: mak\t# why\ttabs\n    note: x\n",
      "keys:\n  a:\n    kind: oem\t# why\ttabs\n    note: x\n"),
    Sample(
      "double quotes", ["note"], scalar("say \"é\"\n"),
      "keys:\n  a: { note: \"old \\\" one\" , kind: mak } # é\n",
      "keys:\n  a: { note: \"say \\\"é\\\"\\n\" , kind: mak } # é\n"),
    Sample(
      "single quotes", ["note"], scalar("it's"), "keys:\n  a:\n    note:   'o''ld'   # c\n",
      "keys:\n  a:\n    note:   'it''s'   # c\n"),
    Sample(
      "what single quotes cannot say", ["note"], scalar("a\tb"), "keys: {a: {note: 'x'}}",
      "keys: {a: {note: \"a\\tb\"}}"),
    Sample(
      "plain that needs quotes", ["note"], scalar("no # comment"), "keys: {a: {note: x}}",
      "keys: {a: {note: \"no # comment\"}}"),
    Sample(
      "a text that others take for a number gets quotes", ["release"], scalar("2004"),
      "keys: {a: {release: 1809}}", "keys: {a: {release: \"2004\"}}"),
    Sample(
      "a text that others take for a day gets quotes", ["note"], scalar("2026-11-01T10:00:00Z"),
      "keys:\n  a:\n    note: old\n", "keys:\n  a:\n    note: \"2026-11-01T10:00:00Z\"\n"),
    Sample(
      "a colon means more between brackets", ["note"], scalar("a:b, c"),
      "keys:\n  a:\n    note: old\n  b: {note: old}\n",
      "keys:\n  a:\n    note: a:b, c\n  b: {note: old}\n"),
    Sample(
      "between brackets", ["note"], scalar("a:b"), "keys: {a: {note: old}}",
      "keys: {a: {note: \"a:b\"}}"),
    Sample(
      "a number in place of a word gets quotes", ["note"], scalar("1809"),
      "keys: {a: {note: x}}", "keys: {a: {note: \"1809\"}}"),
    Sample(
      "several lines", ["note"], scalar("short"),
      "keys:\n  a:\n    note: one\n      two # c\n    kind: mak\n",
      "keys:\n  a:\n    note: short # c\n    kind: mak\n"),
    Sample(
      "a block of text", ["note"], scalar("short"),
      "keys:\n  a:\n    note: |  # c\n      one\n\n      two\n\n    # next\n    kind: mak\n",
      "keys:\n  a:\n    note: \"short\"\n\n    # next\n    kind: mak\n"),
    Sample(
      "no value", ["note"], scalar("x"), "keys:\n  a:\n    note: # c\n    kind: mak\n",
      "keys:\n  a:\n    note: x # c\n    kind: mak\n"),
    Sample("null", ["note"], scalar("x"), "keys: {a: {note: ~}}", "keys: {a: {note: x}}"),
    Sample(
      "at the end without a break", ["note"], scalar("w"), "keys:\n  a:\n    note: x",
      "keys:\n  a:\n    note: w"),
    Sample(
      "quoted names", ["note"], scalar("w"), "'keys':\n  \"a\":\n    \"note\": x\n",
      "'keys':\n  \"a\":\n    \"note\": w\n"),
  ]

  static let lists: [FieldEditTests.Sample] = [
    Sample(
      "one comes into brackets", ["products"], set("p", "q"),
      "keys:\n  a:\n    products: [ p ] # c\n", "keys:\n  a:\n    products: [ p, q ] # c\n"),
    Sample(
      "one goes from brackets", ["products"], set("p", "r"), "keys: {a: {products: [p, q, r]}}",
      "keys: {a: {products: [p, r]}}"),
    Sample(
      "the last two go", ["products"], set("p"), "keys: {a: {products: [p, q, r]}}",
      "keys: {a: {products: [p]}}"),
    Sample(
      "the first goes", ["products"], set("r"), "keys: {a: {products: [p, 'q', r]}}",
      "keys: {a: {products: [r]}}"),
    Sample(
      "one takes another's place", ["products"], set("s", "r"),
      "keys: {a: {products: ['p', r]}}", "keys: {a: {products: ['s', r]}}"),
    Sample(
      "order stays", ["products"], set("a", "b", "c"), "keys: {a: {products: [c, a, b]}}",
      "keys: {a: {products: [c, a, b]}}"),
    Sample(
      "order counts", ["sharedWith"], .list([EditedScalar("b"), EditedScalar("a")]),
      "keys: {a: {sharedWith: [a, b, c]}}", "keys: {a: {sharedWith: [b, a]}}"),
    Sample(
      "brackets over lines", ["products"], set("p", "q", "s"),
      "keys:\n  a:\n    products: [\n      p, # first\n      q # second\n    ]\n",
      "keys:\n  a:\n    products: [\n      p, # first\n      q, # second\n      s\n    ]\n"),
    Sample(
      "brackets over lines, comma at the end", ["products"], set("p", "q", "s"),
      "keys:\n  a:\n    products: [\n      p,\n      q, # second\n    ]\n",
      "keys:\n  a:\n    products: [\n      p,\n      q, # second\n      s,\n    ]\n"),
    Sample(
      "a line goes from brackets", ["products"], set("q"),
      "keys:\n  a:\n    products: [\n      # all\n      p,\n      q,\n    ]\n",
      "keys:\n  a:\n    products: [\n      # all\n      q,\n    ]\n"),
    Sample(
      "the last line goes from brackets", ["products"], set("p"),
      "keys:\n  a:\n    products: [\n      p, # first\n      q\n    ]\n",
      "keys:\n  a:\n    products: [\n      p # first\n    ]\n"),
    Sample(
      "dashes", ["products"], set("p", "r", "s"),
      "keys:\n  a:\n    products:\n    -  p # first\n    # both\n    -  q # second\n    -  r\n\n    kind: mak\n",
      "keys:\n  a:\n    products:\n    -  p # first\n    # both\n    -  s # second\n    -  r\n\n    kind: mak\n"
    ),
    Sample(
      "a dash comes", ["products"], set("p", "q"),
      "keys:\n  a:\n    products:\n      - p # first\n\n    kind: mak\n",
      "keys:\n  a:\n    products:\n      - p # first\n      - q\n\n    kind: mak\n"),
    Sample(
      "a dash goes", ["products"], set("q"),
      "keys:\n  a:\n    products:\n      - p # first\n      - q",
      "keys:\n  a:\n    products:\n      - q"),
    Sample(
      "a dash comes at the end of the file", ["products"], set("p", "q"),
      "keys:\n  a:\n    products:\n      - p", "keys:\n  a:\n    products:\n      - p\n      - q"),
    Sample(
      "one name becomes a list", ["hostKey"], set("x", "w"), "keys:\n  a:\n    hostKey: x # c\n",
      "keys:\n  a:\n    hostKey: [x, w] # c\n"),
    Sample(
      "one name stays one name", ["hostKey"], set("y"), "keys:\n  a:\n    hostKey: \"x\" # c\n",
      "keys:\n  a:\n    hostKey: \"y\" # c\n"),
  ]

  static let fields: [FieldEditTests.Sample] = [
    Sample(
      "a field comes", ["owner"], scalar("me"),
      "keys:\n  a:\n      kind: mak\n      note: |\n        text\n\n  # b is next\n  b: {kind: mak}\n",
      "keys:\n  a:\n      kind: mak\n      note: |\n        text\n      owner: me\n\n  # b is next\n  b: {kind: mak}\n"
    ),
    Sample(
      "a field comes behind dashes", ["owner"], scalar("me"),
      "keys:\n  a:\n    kind: mak\n    products:\n    - p # c\nhosts: {}\n",
      "keys:\n  a:\n    kind: mak\n    products:\n    - p # c\n    owner: me\nhosts: {}\n"),
    Sample(
      "a field comes into braces", ["owner"], scalar("me"),
      "keys:\n  a: {kind: mak} # c\n", "keys:\n  a: {kind: mak, owner: me} # c\n"),
    Sample(
      "a field comes into braces over lines", ["owner"], scalar("me"),
      "keys:\n  a: {\n    kind: mak # c\n  }\n",
      "keys:\n  a: {\n    kind: mak, # c\n    owner: me\n  }\n"),
    Sample(
      "a field comes into nothing", ["owner"], scalar("me"), "keys: {a: {}}",
      "keys: {a: {owner: me}}"),
    Sample(
      "a list comes", ["products"], set("p", "q: r"), "keys:\n  a:\n    kind: mak\n",
      "keys:\n  a:\n    kind: mak\n    products: [p, \"q: r\"]\n"),
    Sample(
      "a field goes", ["note"], .absent,
      "keys:\n  a:\n    kind: mak\n    # about the note\n    note: one\n      two # c\n    title: x\n",
      "keys:\n  a:\n    kind: mak\n    # about the note\n    title: x\n"),
    Sample(
      "a list goes", ["products"], .absent,
      "keys:\n  a:\n    products:\n      - p\n      - q\n    kind: mak",
      "keys:\n  a:\n    kind: mak"),
    Sample(
      "a field goes from braces", ["note"], .absent,
      "keys: {a: {kind: mak, note: [x, y] , title: t}}",
      "keys: {a: {kind: mak, title: t}}"),
    Sample(
      "the last field goes from braces", ["note"], .absent, "keys: {a: {kind: mak, note: x}}",
      "keys: {a: {kind: mak}}"),
    Sample(
      "a field that is not there", ["note"], .absent, "keys: {a: {kind: mak}}",
      "keys: {a: {kind: mak}}"),
    Sample(
      "labels in lines", ["labels"],
      .map([.init("site", EditedScalar("bonn")), .init("tier", EditedScalar("no"))]),
      "keys:\n  a:\n    labels:\n      old: x # o\n      site: berlin # s\n",
      "keys:\n  a:\n    labels:\n      tier: \"no\" # o\n      site: bonn # s\n"),
    Sample(
      "labels that come", ["labels"],
      .map([.init("x", EditedScalar("y")), .init("z", EditedScalar("1"))]),
      "keys:\n  a:\n    labels:\n      x: y\n",
      "keys:\n  a:\n    labels:\n      x: y\n      z: \"1\"\n"),
    Sample(
      "labels that go", ["labels"], .map([.init("x", EditedScalar("y"))]),
      "keys: {a: {labels: {w: v, x: y, z: 1}}}", "keys: {a: {labels: {x: y}}}"),
    Sample(
      "a count with its day", ["remaining"],
      .map([
        .init("count", EditedScalar("3", isBare: true)),
        .init("asOf", EditedScalar("2026-11-20", isBare: true)),
      ]), "keys:\n  a:\n    remaining: {count: 4, asOf: 2026-11-01} # read\n",
      "keys:\n  a:\n    remaining: {count: 3, asOf: 2026-11-20} # read\n"),
  ]
}
