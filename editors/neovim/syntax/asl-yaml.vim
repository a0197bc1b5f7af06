" Amazon States Language in YAML, with the languages inside strings set off.
if exists('b:current_syntax')
  finish
endif
runtime! syntax/yaml.vim
unlet! b:current_syntax
syntax region aslExpression start=/{%/ end=/%}/ containedin=yamlFlowString,yamlBlockString,yamlPlainScalar,yamlFlowMapping contained
highlight default link aslExpression Special
let b:current_syntax = 'asl-yaml'
