internal import CLibPQ
internal import Dispatch
internal import Glibc
internal import KeyformCore
internal import Synchronization

/// Connects, and keeps connections that are free again: a run connects once.
final class Connector: Sendable {
  private let url: ConnectionURL
  private let isCancelled: @Sendable () -> Bool
  private let idle = Mutex<[PostgresConnection]>([])

  init(_ url: ConnectionURL, isCancelled: @escaping @Sendable () -> Bool) {
    self.url = url
    self.isCancelled = isCancelled
  }

  func take() throws(TargetError) -> PostgresConnection {
    while let connection = idle.withLock({ $0.popLast() }) {
      if connection.isIdle { return connection }
    }
    return try connect()
  }

  /// One that is in the middle of something is closed: the server rolls back then.
  func giveBack(_ connection: PostgresConnection) {
    if connection.isIdle { idle.withLock { $0.append(connection) } }
  }

  /// libpq tries every host and address, and waits for each; the user may stop that.
  private func connect() throws(TargetError) -> PostgresConnection {
    let slot = Slot()
    let settings = settings
    let keywords = settings.map(\.0)
    let values = settings.map(\.1)
    // A queue of its own brings a thread with it: whoever waits here may fill the shared pool.
    DispatchQueue(label: "keyform.connect", qos: .userInitiated).async {
      slot.fill(Self.connect(keywords, values))
    }
    while !slot.isFull(within: 200) {
      if isCancelled() {
        slot.abandon()
        throw .interrupted
      }
    }
    let address = slot.take()
    guard let connection = PostgresConnection(address, isCancelled: isCancelled) else {
      throw .unreachable("no memory is left")
    }
    let pointer = OpaquePointer(bitPattern: address)
    guard PQstatus(pointer) == CONNECTION_OK else {
      let message = PQerrorMessage(pointer).map { String(cString: $0) } ?? ""
      let text = url.scrubbed(PostgresConnection.oneLine(message))
      throw .unreachable(KeyShape.masked(text) { _ in false })
    }
    return connection
  }

  private static func connect(_ keywords: [String], _ values: [String]) -> Int {
    let keywords = keywords.map { UnsafePointer(strdup($0)) } + [nil]
    let values = values.map { UnsafePointer(strdup($0)) } + [nil]
    defer {
      for text in keywords + values { free(UnsafeMutablePointer(mutating: text)) }
    }
    return Int(bitPattern: PQconnectdbParams(keywords, values, 1))
  }

  /// What the user says in URL, service file or environment goes before what is said here first.
  private var settings: [(String, String)] {
    var settings = [("fallback_application_name", "keyform")]
    let isServed = url.value("service") != nil || getenv("PGSERVICE") != nil
    if !isServed {
      // A server that is gone must not be waited for for ever.
      if getenv("PGCONNECT_TIMEOUT") == nil { settings.append(("connect_timeout", "10")) }
      settings += [
        ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
        ("tcp_user_timeout", "60000"),
      ]
    }
    settings.append(("dbname", url.text))
    settings.append(("client_encoding", "UTF8"))
    return settings
  }
}

/// Where the connecting thread leaves what it has.
private final class Slot: Sendable {
  private enum State {
    case waiting, abandoned
    case full(Int)
  }

  private let state = Mutex(State.waiting)
  private let ready = DispatchSemaphore(value: 0)

  func fill(_ address: Int) {
    let isWanted = state.withLock { state in
      if case .abandoned = state { return false }
      state = .full(address)
      return true
    }
    if isWanted { ready.signal() } else { PQfinish(OpaquePointer(bitPattern: address)) }
  }

  func isFull(within milliseconds: Int) -> Bool {
    ready.wait(timeout: .now() + .milliseconds(milliseconds)) == .success
  }

  func take() -> Int {
    state.withLock { state in
      if case .full(let address) = state { return address }
      return 0
    }
  }

  /// Nobody will take it: whoever comes second closes it.
  func abandon() {
    let left = state.withLock { state in
      if case .full(let address) = state { return address }
      state = .abandoned
      return 0
    }
    if left != 0 { PQfinish(OpaquePointer(bitPattern: left)) }
  }
}
