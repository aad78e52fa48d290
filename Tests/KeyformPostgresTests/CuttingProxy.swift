import Dispatch
import Glibc
import Synchronization

/// Stands between Keyform and the server and cuts one connection at a chosen moment of an apply.
final class CuttingProxy: Sendable {
  enum Moment: Sendable {
    /// When the first rows come: the server never sees them.
    case whileWriting
    /// The server never sees the commit.
    case beforeCommit
    /// The server has committed, and its answer is lost.
    case afterCommit
    /// The same, and no connection is taken any more.
    case afterCommitForEver
    /// Nothing is cut; every connection after the first is taken and never served, as by a pooler that
    /// has no other one to give.
    case noSecond
  }

  struct NoSocket: Error { let code: Int32 }

  let folder: String
  private let server: String
  private let moment: Moment
  private let listener: Int32
  private let cuts = Atomic(0)
  private let served = Atomic(0)
  private let links = Mutex<[Link]>([])
  private let isClosed = Atomic(false)

  /// `server` is the folder of the server's own socket.
  init(to server: String, cutting moment: Moment) throws {
    self.server = server
    self.moment = moment
    var template = Array("/tmp/keyform-proxy-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw NoSocket(code: errno) }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    listener = try Self.socket(folder + Self.name) { Glibc.bind($0, $1, $2) }
    guard listen(listener, 16) == 0 else { throw NoSocket(code: errno) }
    let thread = DispatchQueue(label: "proxy")
    thread.async { [listener, self] in
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        serve(client)
      }
    }
  }

  var wasCut: Bool { cuts.load(ordering: .relaxed) > 0 }

  func close() {
    guard !isClosed.exchange(true, ordering: .relaxed) else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    Glibc.close(listener)
    unlink(folder + Self.name)
    rmdir(folder)
  }

  private static let name = "/.s.PGSQL.5432"

  private static func socket(
    _ path: String, _ open: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws -> Int32 {
    let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        open(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard status == 0 else { throw NoSocket(code: errno) }
    return descriptor
  }

  private func serve(_ client: Int32) {
    if moment == .noSecond, served.add(1, ordering: .relaxed).newValue > 1 { return }
    guard let server = try? Self.socket(server + Self.name, { connect($0, $1, $2) }) else {
      Glibc.close(client)
      return
    }
    let link = Link(client: client, server: server)
    links.withLock { $0.append(link) }
    DispatchQueue(label: "proxy up").async { [self] in
      link.carry(from: client, to: server) { bytes in
        if Self.holds(bytes, "BEGIN ISOLATION LEVEL SERIALIZABLE") { link.isApply.store(true) }
        // The row of the lock is made in a transaction of its own.
        if Self.holds(bytes, "ROLLBACK\0") { link.isApply.store(false) }
        guard link.isApply.load(), isDue(bytes) else { return true }
        guard cuts.add(1, ordering: .relaxed).newValue == 1 else { return true }
        switch moment {
        case .whileWriting, .beforeCommit: return false
        case .noSecond: return true
        case .afterCommit, .afterCommitForEver:
          link.isMuted.store(true)
          if moment == .afterCommitForEver {
            close()
            links.withLock { for other in $0 where other !== link { other.end() } }
          }
          return true
        }
      }
    }
    DispatchQueue(label: "proxy down").async {
      link.carry(from: server, to: client) { _ in !link.isMuted.load() }
    }
  }

  private func isDue(_ bytes: ArraySlice<UInt8>) -> Bool {
    switch moment {
    case .whileWriting: Self.holds(bytes, "COPY product_key ")
    case .beforeCommit, .afterCommit, .afterCommitForEver: Self.holds(bytes, "COMMIT\0")
    case .noSecond: false
    }
  }

  private static func holds(_ bytes: ArraySlice<UInt8>, _ text: String) -> Bool {
    String(decoding: bytes, as: UTF8.self).contains(text)
  }
}

/// Both ends of one connection.
private final class Link: Sendable {
  let isApply = Flag()
  /// The server's next answer ends the connection instead of reaching the client.
  let isMuted = Flag()
  private let client: Int32
  private let server: Int32
  private let ends = Atomic(0)

  init(client: Int32, server: Int32) {
    self.client = client
    self.server = server
  }

  final class Flag: Sendable {
    private let value = Atomic(false)
    func store(_ new: Bool) { value.store(new, ordering: .relaxed) }
    func load() -> Bool { value.load(ordering: .relaxed) }
  }

  func end() {
    // Numbers of closed descriptors are taken by others.
    guard ends.load(ordering: .relaxed) < 2 else { return }
    shutdown(client, Int32(SHUT_RDWR))
    shutdown(server, Int32(SHUT_RDWR))
  }

  /// Until one side closes, or `goesOn` says no to what was read.
  func carry(
    from source: Int32, to goal: Int32, _ goesOn: (ArraySlice<UInt8>) -> Bool
  ) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(source, &buffer, buffer.count)
      guard count > 0, goesOn(buffer.prefix(count)) else { break }
      var sent = 0
      while sent < count {
        let written = buffer.withUnsafeBytes { bytes in
          send(
            goal, bytes.baseAddress?.advanced(by: sent), count - sent, Int32(MSG_NOSIGNAL))
        }
        guard written > 0 else { break }
        sent += written
      }
    }
    end()
    if ends.add(1, ordering: .relaxed).newValue == 2 {
      Glibc.close(client)
      Glibc.close(server)
    }
  }
}
