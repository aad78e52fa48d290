internal import ArgumentParser

/// Whether the files may be a stranger's. Commands that write do not know the flag.
struct TrustOption: ParsableArguments {
  @Flag(
    help: """
      The files may be a stranger's: open no secret, read nothing outside the repository, and take \
      targets from --target NAME=URL or KEYFORM_TARGET_<NAME> alone.
      """)
  var untrusted = false
}
