(comment) @comment
(string) @string
(escape_sequence) @string.escape
(pair key: (string) @property)
(number) @number
[(true) (false)] @boolean
(null) @constant.builtin
["{" "}" "[" "]"] @punctuation.bracket
["," ":"] @punctuation.delimiter
((string) @embedded (#match? @embedded "^\"(\\{%|States\\.[A-Z]|\\$)"))
