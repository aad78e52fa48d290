/// Elements that stay where they are, so that SQLite may read them where they lie. Written once, when
/// it is made; freed with the last who holds it.
final class PinnedBuffer<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  let start: UnsafePointer<Element>
  let count: Int

  init(_ elements: [Element]) {
    let copy = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
    copy.initialize(from: elements, count: elements.count)
    start = UnsafePointer(copy)
    count = elements.count
  }

  deinit { start.deallocate() }
}
