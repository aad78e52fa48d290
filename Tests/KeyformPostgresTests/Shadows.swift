import KeyformTestSupport

/// What somebody who may create things in a schema puts there, to be taken for the server's own:
/// functions, operators and types of the names that Keyform's statements use, for whatever they
/// could be called with. Each fails when it is called.
struct Shadows {
  private let functions: Set<String>
  private let operators: Set<String>
  private let types: Set<String>

  /// Types of columns and parameters.
  private static let operands = [
    "text", "bigint", "integer", "name", "oid", "regclass", "\"char\"", "text[]", "boolean",
  ]

  init(of statements: [String]) {
    let bare = statements.map { $0.replacing(/'[^']*'/, with: "''") }
    functions = Set(bare.flatMap { $0.matches(of: /([a-z_]+)\(/).map { String($0.output.1) } })
    operators = Set(
      bare.flatMap { $0.matches(of: /[-+*\/<>=~!@#%^&|`?]+/).map { String($0.output) } })
    types = Set(
      bare.flatMap {
        $0.matches(of: /(?:::|AS )(?:pg_catalog\.)?([a-z]+)/).map { String($0.output.1) }
      }
    ).intersection(["oid", "regclass", "text", "name"])
  }

  /// The names by which it is known that nothing was overlooked.
  var names: Set<String> { functions.union(operators).union(types) }

  func cast(in schema: TemporarySchema) throws {
    var statements = [
      """
      CREATE FUNCTION received() RETURNS boolean LANGUAGE plpgsql AS \
      $$BEGIN RAISE EXCEPTION 'received by another function'; END$$
      """
    ]
    statements += try signatures(schema).flatMap(Self.statements)
    for (left, right) in Self.operands.flatMap({ left in Self.operands.map { (left, $0) } }) {
      statements.append(Self.function("received(\(left), \(right))"))
      statements += operators.sorted().map {
        "CREATE OPERATOR \($0) (FUNCTION = received, LEFTARG = \(left), RIGHTARG = \(right))"
      }
    }
    statements += types.sorted().map {
      "CREATE DOMAIN \($0) AS pg_catalog.\($0) CHECK (received())"
    }
    try schema.execute(statements.joined(separator: "; "))
  }

  private struct Signature: Hashable {
    let name: String
    /// As PostgreSQL has it: `a` is an aggregate.
    let kind: String
    let givesRows: Bool
    let arguments: String
  }

  /// Of the functions of the server's own: exactly what a call has, and so nearer than one that
  /// takes any type.
  private func signatures(_ schema: TemporarySchema) throws -> Set<Signature> {
    let names = functions.sorted().map { "'\($0)'" }.joined(separator: ", ")
    let rows = try schema.query(
      """
      SELECT proname, prokind, proretset::int, pg_get_function_identity_arguments(oid)
      FROM pg_catalog.pg_proc
      WHERE pronamespace = 'pg_catalog'::regnamespace AND proname IN (\(names))
        AND proallargtypes IS NULL
      """, columns: 4)
    return Set(
      rows.flatMap { row in
        ["text", "bigint"].map { type in
          Signature(
            name: row[0] ?? "", kind: row[1] ?? "", givesRows: row[2] == "1",
            arguments: (row[3] ?? "").replacing("anyarray", with: "\(type)[]")
              .replacing("\"any\"", with: type).replacing("anyenum", with: type)
              .replacing("anymultirange", with: "int8multirange"))
        }
      })
  }

  private static func statements(_ signature: Signature) -> [String] {
    let (name, arguments) = (signature.name, signature.arguments)
    guard signature.kind == "a" else {
      return [function("\(name)(\(arguments))", givesRows: signature.givesRows)]
    }
    let state = arguments.isEmpty ? "boolean" : "boolean, \(arguments)"
    return [
      function("\(name)_state(\(state))"),
      """
      CREATE AGGREGATE \(name)(\(arguments.isEmpty ? "*" : arguments)) \
      (SFUNC = \(name)_state, STYPE = boolean)
      """,
    ]
  }

  private static func function(_ signature: String, givesRows: Bool = false) -> String {
    """
    CREATE FUNCTION \(signature) RETURNS \(givesRows ? "SETOF " : "")boolean LANGUAGE plpgsql \
    AS $$BEGIN RETURN \(givesRows ? "NEXT " : "")received(); END$$
    """
  }
}
