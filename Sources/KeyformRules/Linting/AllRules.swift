package import KeyformCore

/// Every rule, one line each, in the order of their ids within a group.
package enum AllRules {
  package static let list: [any Rule.Type] = [
    KEY001Format.self,
    KEY002Alphabet.self,
    KEY003Marker.self,
    KEY004Checksum.self,
    KEY005Era.self,
    KEY006Placeholder.self,
    KEY007Duplicate.self,
    KEY008LastFiveClash.self,
    KIND001Required.self,
    KIND002CatalogueAgrees.self,
    KIND003ProductMatches.self,
    KIND005GVLKNotRetail.self,
    KIND006NoQuotaOnGeneric.self,
    KIND007VolumeEditions.self,
    BIND001TwoActiveKeys.self,
    BIND002KeyLimits.self,
    USE001MAKActivationOnly.self,
    USE002CSVLKHostOnly.self,
    USE003GVLKNotOnHost.self,
    USE005OneActivationPath.self,
    USE006InstallKeyOptional.self,
    USE007InstallMatchesImage.self,
    CNT001MAKOverdrawn.self,
    CNT003MAKCountStale.self,
    CNT006CSVLKHosts.self,
    CNT010UnlimitedExplicit.self,
    ARCH001NoX86OnWindows11.self,
    ARCH002NoX86OnServers.self,
    ARCH004Itanium.self,
    ARCH005ARM64.self,
    ARCH006Names.self,
    ED001CanonicalNames.self,
    LC001OutOfSupport.self,
    LC002EndingSoon.self,
    SEC001PlaintextSecret.self,
  ]

  /// The metadata of every rule that `list` holds, then of those on `ignore:`, `was:` and waivers.
  package static let metadata: [RuleMetadata] =
    list.map { $0.metadata } + IgnoreRules.all + PlanRules.all
}
