/// Where a report's bytes go, in order and in pieces of about 64 KB, so that a plan of 150,000
/// changes is never one text in memory. What it throws ends the report and reaches the caller.
package typealias ReportSink = ([UInt8]) throws -> Void
