internal import Dispatch
internal import Synchronization

/// Work that falls into independent parts.
package enum AllCores {
  /// What `work` gives for each of 0..<`count`, in order; several at a time.
  package static func map<Result: Sendable>(
    _ count: Int, _ work: @Sendable (Int) -> Result
  ) -> [Result] {
    if count <= 1 { return count == 1 ? [work(0)] : [] }
    let slots = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = work(index)
      slots.withLock { $0[index] = result }
    }
    return slots.withLock { $0.compactMap(\.self) }
  }
}
