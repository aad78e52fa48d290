/// Where a stored property lies in an entry. Every row and every line of a file goes through here:
/// a key path takes ten times as long, and a closure copies the whole entry. Public, as the compiler
/// takes nothing that is `package` into the loops of another module, whatever `@inlinable` says.
public struct Property<Entry, Content>: Sendable {
  public let offset: Int

  init(_ path: WritableKeyPath<Entry, Content>) {
    offset = MemoryLayout<Entry>.offset(of: path) ?? -1
    precondition(offset >= 0, "A field is a stored property.")
  }

  @inlinable @inline(__always)
  public func get(_ entry: UnsafePointer<Entry>) -> Content {
    (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: Content.self).pointee
  }

  @inlinable @inline(__always)
  public func of(_ entry: Entry) -> Content { withUnsafePointer(to: entry) { get($0) } }

  @inlinable @inline(__always)
  public func update<Result>(_ entry: inout Entry, _ body: (inout Content) -> Result) -> Result {
    withUnsafeMutablePointer(to: &entry) {
      body(&(UnsafeMutableRawPointer($0) + offset).assumingMemoryBound(to: Content.self).pointee)
    }
  }

  @inlinable @inline(__always)
  public func set(_ content: Content, of entry: inout Entry) {
    withUnsafeMutablePointer(to: &entry) {
      (UnsafeMutableRawPointer($0) + offset).assumingMemoryBound(to: Content.self).pointee = content
    }
  }
}
