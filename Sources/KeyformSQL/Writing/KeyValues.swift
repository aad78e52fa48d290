internal import KeyformCore

/// Decides which product key each touched row holds in the end.
enum KeyValues {
  /// Public keys bring theirs; of secret ones the order hands over what is new, and the rest stays
  /// as the base check found it.
  static func assign(
    _ secrets: [String: KeyMaterial], to keys: inout [RowChange<ProductKey>], of changes: [Change]
  ) throws(TargetError) {
    for index in keys.indices {
      guard let after = keys[index].after else { continue }
      let key = after.value
      if !key.isSecret {
        keys[index].material = key.publicValue
      } else if changes[keys[index].index].writesSecret {
        let secret = secrets[key.name]
        if secret == nil, after.secret != nil {
          throw refused(key, "its value was not handed over")
        }
        if let secret, let tail = key.tail, secret.tail != tail {
          throw refused(key, "the value at hand has another tail than the plan")
        }
        keys[index].material = secret
      }
    }
  }

  private static func refused(_ key: ProductKey, _ problem: String) -> TargetError {
    .refused(row: key.address.description, problem: problem)
  }
}
