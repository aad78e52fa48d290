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

  /// What two independent parts give, one beside the other.
  package static func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (First, Second) {
    let slot = Mutex<First?>(nil)
    let other = Mutex<Second?>(nil)
    DispatchQueue.concurrentPerform(iterations: 2) { part in
      if part == 0 {
        let result = first()
        slot.withLock { $0 = result }
      } else {
        let result = second()
        other.withLock { $0 = result }
      }
    }
    return (slot.withLock { $0 } ?? first(), other.withLock { $0 } ?? second())
  }
}
