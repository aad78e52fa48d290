internal import CLibPQ
internal import Glibc
internal import KeyformCore

/// One connection. Used by one transaction at a time, from whatever thread that runs on: libpq asks
/// for no more.
final class PostgresConnection: Sendable {
  /// The address of libpq's own object, good until the end of this one.
  private let address: Int
  private let isCancelled: @Sendable () -> Bool

  /// Takes over what libpq has connected.
  init?(_ address: Int, isCancelled: @escaping @Sendable () -> Bool) {
    guard address != 0 else { return nil }
    self.address = address
    self.isCancelled = isCancelled
    // Waits are ours: they end when the user wants to stop.
    PQsetnonblocking(pointer, 1)
    PQsetNoticeReceiver(pointer, { _, _ in }, nil)
    // Details and contexts of errors hold values of rows.
    PQsetErrorVerbosity(pointer, PQERRORS_TERSE)
    PQsetErrorContextVisibility(pointer, PQSHOW_CONTEXT_NEVER)
  }

  deinit { PQfinish(pointer) }

  private var pointer: OpaquePointer? { OpaquePointer(bitPattern: address) }

  /// Whether the server was there when last heard of, and nothing is under way.
  var isIdle: Bool {
    withExtendedLifetime(self) {
      PQstatus(pointer) == CONNECTION_OK && PQtransactionStatus(pointer) == PQTRANS_IDLE
    }
  }

  /// Whether the server only follows another one. Older ones do not say.
  var isStandby: Bool {
    withExtendedLifetime(self) {
      PQparameterStatus(pointer, "in_hot_standby").map { String(cString: $0) } == "on"
    }
  }

  /// Whether a statement's results have not all been taken.
  var isBusy: Bool {
    withExtendedLifetime(self) { PQtransactionStatus(pointer) == PQTRANS_ACTIVE }
  }

  /// Of the server, as in 150004.
  var serverVersion: Int { withExtendedLifetime(self) { Int(PQserverVersion(pointer)) } }

  /// Whether waits end when the user wants to stop.
  enum Stop {
    case whenAsked, never
    /// When the watch gives it up; the server goes on then.
    case given(up: CommitWatch)
  }

  /// Runs statements without parameters, or one with; gives the last result.
  @discardableResult
  func run(
    _ sql: String, _ values: [String?] = [], stop: Stop = .whenAsked
  ) throws(PostgresFailure) -> PostgresResult? {
    try send(sql, values, stop)
    var last: PostgresResult?
    while let result = try next(stop) { last = result }
    return last
  }

  /// Begins a query whose rows come one by one from `next`.
  func stream(_ sql: String, _ values: [String?]) throws(PostgresFailure) {
    try send(sql, values, .whenAsked)
    PQsetSingleRowMode(pointer)
  }

  /// The next result; nil after the last. After a failure everything that was left has been taken.
  func next(_ stop: Stop = .whenAsked) throws(PostgresFailure) -> PostgresResult? {
    while PQisBusy(pointer) != 0 {
      try wait(POLLIN, stop)
      if PQconsumeInput(pointer) == 0 { throw lost() }
    }
    guard let result = PQgetResult(pointer) else { return nil }
    let taken = PostgresResult(result)
    switch PQresultStatus(result) {
    case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR:
      let failure = PostgresFailure(result)
      guard PQstatus(pointer) == CONNECTION_OK else {
        if case .lost = failure.kind { throw failure }
        throw .lost("the server ended it")
      }
      // What follows an error is the end, but for COPY, which has not begun.
      while try next(stop) != nil {}
      throw failure
    default: return taken
    }
  }

  /// Begins a `COPY … FROM STDIN`.
  func beginCopy(_ sql: String) throws(PostgresFailure) {
    try send(sql, [], .whenAsked)
    guard try next() != nil else { throw lost() }
  }

  /// Hands rows to a COPY that has begun.
  func put(_ bytes: [UInt8]) throws(PostgresFailure) {
    let status = bytes.withUnsafeBytes { buffer in
      PQputCopyData(
        pointer, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
    }
    if status < 0 { throw try reason() }
    try flush(.whenAsked)
  }

  func endCopy() throws(PostgresFailure) {
    if PQputCopyEnd(pointer, nil) < 0 { throw try reason() }
    try flush(.whenAsked)
    while try next() != nil {}
  }

  /// Why a COPY takes no more rows: the server has refused one, or is gone.
  private func reason() throws(PostgresFailure) -> PostgresFailure {
    while try next() != nil {}
    return lost()
  }

  private func send(_ sql: String, _ values: [String?], _ stop: Stop) throws(PostgresFailure) {
    let status: Int32
    if values.isEmpty {
      status = PQsendQuery(pointer, sql)
    } else {
      let texts = values.map { $0.map { UnsafePointer(strdup($0)) } ?? nil }
      defer { for text in texts { free(UnsafeMutablePointer(mutating: text)) } }
      status = PQsendQueryParams(pointer, sql, Int32(texts.count), nil, texts, nil, nil, 0)
    }
    if status == 0 { throw lost() }
    try flush(stop)
  }

  private func flush(_ stop: Stop) throws(PostgresFailure) {
    while true {
      switch PQflush(pointer) {
      case 0: return
      case 1:
        try wait(POLLIN | POLLOUT, stop)
        if PQconsumeInput(pointer) == 0 { throw lost() }
      default: throw lost()
      }
    }
  }

  /// Until the socket is ready or a moment has passed: a signal may come just before the wait.
  private func wait(_ events: Int32, _ stop: Stop) throws(PostgresFailure) {
    var entry = pollfd(fd: PQsocket(pointer), events: Int16(events), revents: 0)
    guard entry.fd >= 0 else { throw lost() }
    poll(&entry, 1, 200)
    switch stop {
    case .never: return
    case .given(let watch): if entry.revents == 0 { try watch.look() }
    case .whenAsked:
      guard isCancelled() else { return }
      cancel()
      throw .interrupted
    }
  }

  /// Tells the server to stop what it does for us.
  private func cancel() {
    let request = PQgetCancel(pointer)
    defer { PQfreeCancel(request) }
    var message = [CChar](repeating: 0, count: 256)
    PQcancel(request, &message, Int32(message.count))
  }

  private func lost() -> PostgresFailure {
    let message = PQerrorMessage(pointer).map { String(cString: $0) } ?? ""
    return .lost(KeyShape.masked(Self.oneLine(message)) { _ in false })
  }

  /// Messages of libpq end with a line feed, and may have several lines.
  static func oneLine(_ message: String) -> String {
    message.split(separator: "\n").map { $0.drop { $0 == "\t" } }.joined(separator: "; ")
  }
}

/// One result of a statement.
final class PostgresResult {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) { self.pointer = pointer }

  deinit { PQclear(pointer) }

  var isRow: Bool {
    withExtendedLifetime(self) { PQresultStatus(pointer) == PGRES_SINGLE_TUPLE }
  }

  var rowCount: Int { withExtendedLifetime(self) { Int(PQntuples(pointer)) } }

  /// A text of the first row; nil where it is NULL.
  func text(_ column: Int) -> String? {
    withExtendedLifetime(self) {
      guard PQgetisnull(pointer, 0, Int32(column)) == 0 else { return nil }
      return PQgetvalue(pointer, 0, Int32(column)).map { String(cString: $0) }
    }
  }

  /// What the server says it has done, such as `COMMIT`.
  var command: String {
    withExtendedLifetime(self) { PQcmdStatus(pointer).map { String(cString: $0) } ?? "" }
  }
}
