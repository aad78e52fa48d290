/// One step of converting a machine, for people and scripts.
package struct ConversionStep: Hashable, Sendable {
  /// What happens and why.
  package let text: String
  /// The line to run on each machine; nil where the step is done elsewhere.
  package let command: String?

  package init(_ text: String, _ command: String? = nil) {
    self.text = text
    self.command = command
  }
}
