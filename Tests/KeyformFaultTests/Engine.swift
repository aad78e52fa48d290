/// The kinds of target that every fault is tried on.
enum Engine: String, CaseIterable, Sendable {
  case sqlite, postgres
}
