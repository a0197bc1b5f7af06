# Amazon States Language for Kakoune, with kakoune-lsp.

hook global BufCreate .*\.asl(\.json)? %{ set-option buffer filetype asl }
hook global BufCreate .*\.asl\.ya?ml %{ set-option buffer filetype asl-yaml }

hook global BufSetOption filetype=asl %{
    require-module json
    set-option buffer comment_line '//'
    set-option buffer comment_block_begin '/*'
    set-option buffer comment_block_end '*/'
    set-option buffer indentwidth 2
}

hook global BufSetOption filetype=asl-yaml %{
    require-module yaml
    set-option buffer comment_line '#'
    set-option buffer indentwidth 2
}

hook -group asl-highlight global WinSetOption filetype=asl %{
    add-highlighter window/asl ref json
    add-highlighter window/asl-expressions regex '"(\{%.*?%\}|States\.[A-Z]\w*\([^"]*\)|\$\$?\w*(?:[.\[][^"]*)?)"' 1:meta
    hook -once -always window WinSetOption filetype=.* %{
        remove-highlighter window/asl
        remove-highlighter window/asl-expressions
    }
}

hook -group asl-highlight global WinSetOption filetype=asl-yaml %{
    add-highlighter window/asl-yaml ref yaml
    hook -once -always window WinSetOption filetype=.* %{ remove-highlighter window/asl-yaml }
}

hook -group lsp-filetype-asl global BufSetOption filetype=(?:asl|asl-yaml) %{
    set-option buffer lsp_servers %{
        [asl-ls]
        root_globs = ["asl-ls.json", ".asl-ls.json", ".git"]
        args = ["serve"]
        settings_section = "asl"
    }
}
