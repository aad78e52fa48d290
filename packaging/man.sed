# Man pages as the argument parser's generate-manual writes them, `keyform.history.list.1` of
# `keyform history list`, become those that man and whatis find: `keyform-history-list.1`.
/^\.Nm "/ {
  s/"//g
  s/ \([a-z]\)/-\1/g
  s/^\.Nm-/.Nm /
}
# Twice: a letter that ends one match begins no other.
/^\.Xr keyform/ s/\([a-z]\)\.\([a-z]\)/\1-\2/g
/^\.Xr keyform/ s/\([a-z]\)\.\([a-z]\)/\1-\2/g
/^\.Dt / s/\([A-Z]\)\.\([A-Z]\)/\1-\2/g
# No page of a command that only scripts of the source tree run.
/internal-generate/d
# A sentence begins a line, a paragraph has its macro, and none stands before an item.
/^[^.']/ s/\([a-z0-9)`"]\{2,\}[.?!]\) \([A-Z]\)/\1\
\2/g
/^\(\.Pp\)\{0,1\}$/ {
  $!N
  s/^\(\.Pp\)\{0,1\}\n\.It/.It/
  s/^\n/.Pp\
/
  s/\([a-z0-9)`"]\{2,\}[.?!]\) \([A-Z]\)/\1\
\2/g
}
