import KeyformCore
import KeyformReport
import Testing

/// Numbers that look random and are the same in every run.
private struct Sequence64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

@Suite struct SavedPlanGarbageTests {
  private func saved() throws -> [UInt8] {
    let samples = try Samples()
    return try collected {
      try PlanJSON(masking: samples.masking).write(samples.whole(), to: $0)
    }
  }

  /// But for the digests, and for the one public value: another one there is not written again.
  private func lines(_ bytes: [UInt8]) -> [String] {
    text(bytes).split(separator: "\n").map(String.init).filter {
      !$0.hasPrefix("\"digest\"") && !$0.hasPrefix("\"review\"")
        && !$0.contains("\"name\":\"value\"")
    }
  }

  private func isRefused(_ bytes: [UInt8]) -> Bool {
    do {
      _ = try PlanReader.read(bytes)
      return false
    } catch {
      return !error.message.isEmpty
    }
  }

  @Test func flippedBytesAreFoundOut() throws {
    let whole = try saved()
    var random = Sequence64(state: 1)
    for _ in 0..<2_000 {
      var bytes = whole
      let place = Int.random(in: 0..<bytes.count, using: &random)
      bytes[place] ^= UInt8.random(in: 1...255, using: &random)
      #expect(isRefused(bytes), "byte \(place)")
    }
  }

  /// With a digest made to fit, so that the reader itself meets the damage: it may refuse or find
  /// that it means something, but never crash, and what it accepts is written again, masked.
  @Test func damageUnderAFittingDigest() throws {
    let whole = try saved()
    let masking = try Samples().masking
    let seal = Array("\"digest\":\"sha256:\"}\n".utf8).count + 64
    var random = Sequence64(state: 2)
    var accepted = 0
    for round in 0..<2_000 {
      var body = Array(whole.dropLast(seal))
      let place = Int.random(in: 0..<body.count, using: &random)
      switch round % 3 {
      case 0: body[place] ^= UInt8.random(in: 1...255, using: &random)
      case 1: body.removeSubrange(place..<min(body.count, place + 1 + round % 40))
      default: body.insert(contentsOf: body[place..<min(body.count, place + 9)], at: place)
      }
      var digest = ContentDigest()
      digest.update(body)
      let bytes = body + Array("\"digest\":\"sha256:\(digest.hex())\"}\n".utf8)
      guard let read = try? PlanReader.read(bytes) else { continue }
      accepted += 1
      let again = try collected { try PlanJSON(masking: masking).write(read.plan, to: $0) }
      // A published value that the damage made unknown is withheld, and blocks the plan.
      let withheld = read.plan.changes.contains { change in
        guard case .key(let entry) = change.after, let value = entry.value.publicValue else {
          return false
        }
        return !masking.isPublic(value)
      }
      if withheld {
        #expect(try PlanReader.read(again).plan.blockers.count > read.plan.blockers.count)
        continue
      }
      #expect(
        lines(again).map(shown) == lines(bytes).map { shown(masking.masked($0)) }, "round \(round)")
    }
    #expect(accepted > 100)
  }

  /// Without what a plan keeps of masked texts beside their last five characters, and with the escapes
  /// that it writes.
  private func shown(_ line: String) -> String {
    line.replacing(/\\u0000(…-.....) \((...|\?)\)/) { $0.output.1 }
      .replacing("\u{7F}", with: "\\u007f")
  }
}
