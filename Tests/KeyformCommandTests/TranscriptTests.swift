import Testing

/// Every transcript of `Fixtures/`, run in a folder of its own.
@Suite("Transcripts")
struct TranscriptTests {
  @Test("plays as written", arguments: Transcript.all.filter { !$0.isOfPullRequests })
  func plays(_ transcript: Transcript) throws {
    try transcript.play()
  }
}
