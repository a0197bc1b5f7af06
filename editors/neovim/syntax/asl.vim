" Amazon States Language in JSON, with comments and with the languages inside strings set off.
if exists('b:current_syntax')
  finish
endif
runtime! syntax/jsonc.vim
unlet! b:current_syntax
syntax match aslExpression /"{%.\{-}%}"/ containedin=jsonString contained
syntax match aslExpression /"\zsStates\.\a\w*(.\{-})\ze"/ containedin=jsonString contained
syntax match aslExpression /"\zs\$\$\?\(\h\w*\)\?\([.[].\{-}\)\?\ze"/ containedin=jsonString contained
highlight default link aslExpression Special
let b:current_syntax = 'asl'
