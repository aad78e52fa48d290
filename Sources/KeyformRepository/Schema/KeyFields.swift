internal import KeyformCore

/// Fields of an entry in `keys:`.
enum KeyField: Int, CaseIterable {
  case kind, products, value, secret, tail, check, quantity, remaining, licences, agreement, use
  case architectures, state, sharedWith, hosts

  var spec: FieldSpec {
    switch self {
    case .kind:
      FieldSpec(
        "kind", .word(KeyKind.allCases.map(\.rawValue)),
        "What the key is; decides secrecy, quota and allowed use.", required: true)
    case .products:
      FieldSpec(
        "products", .list(.text, minimum: 1),
        "Products and editions the key is for, such as windows-11/enterprise.")
    case .value:
      FieldSpec(
        "value", .text,
        "The key itself, of public kinds only; left out, the catalogue fills it in.")
    case .secret:
      FieldSpec(
        "secret", .fields(SecretField.allCases.map(\.spec)),
        "Where the value of a secret key is read from; never the value itself.")
    case .tail:
      FieldSpec(
        "tail", .pattern("^[BCDFGHJKMPQRTVWXY2346789Nbcdfghjkmpqrtvwxyn]{5}$"),
        "The last five characters, recorded by `keyform record`.")
    case .check:
      FieldSpec(
        "check", .pattern("^[0-9a-fA-F]{3}$"),
        "The 12-bit check value, recorded by `keyform record`.")
    case .quantity: FieldSpec("quantity", .quantity, "Activations granted, or `unlimited`.")
    case .remaining:
      FieldSpec(
        "remaining", .fields(ObservationField.allCases.map(\.spec)),
        "Activations left, as somebody read them.")
    case .licences: FieldSpec("licences", .count(minimum: 0), "Licences owned.")
    case .agreement: FieldSpec("agreement", .text, "Number of the licence agreement.")
    case .use:
      FieldSpec(
        "use", .list(.word(KeyUse.words), minimum: 1), "The only uses that bindings may have.")
    case .architectures:
      FieldSpec(
        "architectures", .list(.text, minimum: 1),
        "The only architectures that bindings may have: amd64, arm64, ia64, x86.")
    case .state:
      FieldSpec(
        "state", .word(KeyState.allCases.map(\.rawValue)),
        "Whether rollouts may use the key; active unless said.")
    case .sharedWith:
      FieldSpec(
        "sharedWith", .list(.text, minimum: 1), "Projects that may refer to the key; * matches.")
    case .hosts:
      FieldSpec(
        "hosts", .count(minimum: 1), "CSVLK: host activations allowed; 6 unless extended.")
    }
  }
}

/// Where a secret is read from: `env`, or `file` with an optional `entry`.
enum SecretField: Int, CaseIterable {
  case env, file, entry, sealed, command

  var spec: FieldSpec {
    switch self {
    case .env: FieldSpec("env", .text, "Name of the environment variable that holds the key.")
    case .file: FieldSpec("file", .text, "Path of the file, relative to the root.")
    case .entry: FieldSpec("entry", .text, "Name of the line NAME=VALUE in the file.")
    case .sealed: FieldSpec("sealed", .text, "Reserved.", later: true)
    case .command: FieldSpec("command", .text, "Reserved.", later: true)
    }
  }
}
