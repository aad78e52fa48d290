import Foundation

/// As much of JSON Schema as our own schemas use, written apart from the code that makes them.
enum SchemaCheck {
  /// What of `value` the schema does not allow, by path; members that it does not know included.
  static func problems(
    of value: Any, in schema: [String: Any], at path: String = ""
  ) -> [String] {
    let types = (schema["type"] as? [String]) ?? [schema["type"] as? String ?? ""]
    guard types.contains(type(of: value)) else { return ["\(path): \(type(of: value))"] }
    var found: [String] = []
    if let text = value as? String {
      if let words = schema["enum"] as? [String], !words.contains(text) { found.append(path) }
      if let word = schema["const"] as? String, word != text { found.append(path) }
      if let pattern = schema["pattern"] as? String,
        text.range(of: pattern, options: .regularExpression) == nil
      {
        found.append("\(path): \(text)")
      }
    }
    if let items = value as? [Any], let schema = schema["items"] as? [String: Any] {
      for (index, item) in items.enumerated() {
        found += problems(of: item, in: schema, at: "\(path)/\(index)")
      }
    }
    if let object = value as? [String: Any] {
      let known = schema["properties"] as? [String: [String: Any]] ?? [:]
      let others = schema["additionalProperties"] as? [String: Any]
      for (name, member) in object.sorted(by: { $0.key < $1.key }) {
        guard let schema = known[name] ?? others else {
          found.append("\(path)/\(name): unknown")
          continue
        }
        found += problems(of: member, in: schema, at: "\(path)/\(name)")
      }
      for name in schema["required"] as? [String] ?? [] where object[name] == nil {
        found.append("\(path)/\(name): missing")
      }
    }
    return found
  }

  /// Paths of members without a description.
  static func undescribed(in schema: [String: Any], at path: String = "") -> [String] {
    var found: [String] = []
    let members = schema["properties"] as? [String: [String: Any]] ?? [:]
    for (name, member) in members.sorted(by: { $0.key < $1.key }) {
      if (member["description"] as? String ?? "").isEmpty { found.append("\(path)/\(name)") }
      found += undescribed(in: member, at: "\(path)/\(name)")
    }
    for nested in ["items", "additionalProperties"] {
      if let schema = schema[nested] as? [String: Any] {
        found += undescribed(in: schema, at: "\(path)/\(nested)")
      }
    }
    return found
  }

  private static func type(of value: Any) -> String {
    switch value {
    case is NSNull: "null"
    case is String: "string"
    case is [Any]: "array"
    case is [String: Any]: "object"
    case let number as NSNumber:
      // A flag is a number to Foundation, of the type of a character.
      String(cString: number.objCType) == "c" ? "boolean" : "integer"
    default: "unknown"
    }
  }
}
