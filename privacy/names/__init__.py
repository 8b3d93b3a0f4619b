"""Names without a cue: a small tagger (CRF), trained here from lists with known licences. See lists/README.md."""
