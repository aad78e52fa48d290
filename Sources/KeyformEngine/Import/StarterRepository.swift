/// What `keyform init` writes.
package enum StarterRepository {
  package static let files: [(path: String, text: String)] = [
    ("keyform.yaml", project), ("keys/windows-11.yaml", keys),
    ("rollouts/clients.yaml", rollouts), (".gitignore", ignored),
  ]

  private static let project = """
    # yaml-language-server: $schema=.keyform/schemas/keyform.schema.json
    keyform: 1                 # version of the file format
    project: my-project        # owner mark on every row that this repository manages

    # Databases, by name. Without any, keyform uses sqlite:keyform.sqlite in this folder.
    # targets:
    #   lab: {url: "sqlite:lab.sqlite"}
    # defaultTarget: lab

    # Severities and settings of rules; `keyform explain LC002` tells of one.
    # rules: {LC002: error}

    """

  private static let keys = """
    # yaml-language-server: $schema=../.keyform/schemas/resource.schema.json
    keys:
      # A public KMS client key: the catalogue fills in its value.
      win11-ent-kms:
        kind: gvlk
        products: [windows-11/enterprise]

      # A secret key is a reference, never a value. `keyform record` notes the last five
      # characters and a check value beside it.
      # win11-ent-mak:
      #   kind: mak
      #   products: [windows-11/enterprise]
      #   secret: {env: WIN11_ENT_MAK}
      #   quantity: 500

    """

  private static let rollouts = """
    # yaml-language-server: $schema=../.keyform/schemas/resource.schema.json
    deployments:
      office-clients:
        os: windows-11/enterprise
        release: 25H2
        architecture: amd64
        machines: 40
        keys:
          win11-ent-kms: [installation]   # installation, activation, or both

    """

  static let ignored = """
    # Databases hold keys in clear text, plans belong to one moment, secrets to nobody's history.
    *.sqlite*
    *.plan
    secrets*

    """
}
