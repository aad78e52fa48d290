/// What ``YAMLReader/next()`` came across.
///
/// Inside a mapping every key is a `scalar`, followed by the events of its value.
package enum YAMLEvent: Sendable {
  case mappingStart
  case mappingEnd
  case sequenceStart
  case sequenceEnd
  case scalar
  /// Nothing follows: the file is over, or a fatal problem stopped the reading.
  ///
  /// After a fatal problem it may come inside open mappings and sequences.
  case end
}
