/// What the tables of one transaction are like, beyond their names: it decides how they are read and
/// written.
package struct TableFacts: Sendable {
  /// Whether the role may read the values of keys. Where not they are read as missing.
  package var readsValues = true
  /// Whether `product_key` has constraints, triggers, rules and indexes of ours alone: a row that is
  /// sent with its value can then be refused for nothing that would show it to the server's log.
  package var keysAreOurs = true
  /// Whether references to a change set wait for the end of the transaction, so that it may be
  /// written last, with its hash.
  package var defersReferences = false

  package init() {}
}
