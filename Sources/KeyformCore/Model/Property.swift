/// Where a stored property lies in an entry. Every row and every line of a file goes through here:
/// a key path takes ten times as long, and a closure copies the whole entry.
@usableFromInline package struct Property<Entry, Content>: Sendable {
  @usableFromInline package let offset: Int

  package init(_ path: KeyPath<Entry, Content>) {
    offset = MemoryLayout<Entry>.offset(of: path) ?? -1
    precondition(offset >= 0, "A field is a stored property.")
  }

  /// Of a text that is compared by its bytes: an ``Exact`` is what it wraps, and nothing else.
  package init(_ path: KeyPath<Entry, Exact<Content>>) where Content: ExactlyComparable {
    offset = MemoryLayout<Entry>.offset(of: path) ?? -1
    precondition(offset >= 0, "A field is a stored property.")
  }

  @inlinable
  package func get(_ entry: UnsafePointer<Entry>) -> Content {
    (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: Content.self).pointee
  }

  @inlinable
  package func of(_ entry: Entry) -> Content { withUnsafePointer(to: entry) { get($0) } }

  // Pointers, which `&entry` becomes at the call. Inlined into other modules only as the type and
  // the offset are usable from there.
  @inlinable
  package func update<Result>(
    _ entry: UnsafeMutablePointer<Entry>, _ body: (inout Content) -> Result
  ) -> Result {
    body(&(UnsafeMutableRawPointer(entry) + offset).assumingMemoryBound(to: Content.self).pointee)
  }

  @inlinable
  package func set(_ content: Content, of entry: UnsafeMutablePointer<Entry>) {
    (UnsafeMutableRawPointer(entry) + offset).assumingMemoryBound(to: Content.self).pointee =
      content
  }
}
