(comment) @comment
[(double_quote_scalar) (single_quote_scalar) (block_scalar) (string_scalar)] @string
(escape_sequence) @string.escape
[(integer_scalar) (float_scalar)] @number
(boolean_scalar) @boolean
(null_scalar) @constant.builtin
(block_mapping_pair key: (flow_node [(double_quote_scalar) (single_quote_scalar) (plain_scalar (string_scalar))] @property))
(flow_pair key: (flow_node [(double_quote_scalar) (single_quote_scalar) (plain_scalar (string_scalar))] @property))
["{" "}" "[" "]"] @punctuation.bracket
["," ":" "-"] @punctuation.delimiter
