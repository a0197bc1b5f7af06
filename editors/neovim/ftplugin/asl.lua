vim.cmd('setlocal expandtab shiftwidth=2 softtabstop=2 commentstring=//\\ %s comments=://')
vim.b.undo_ftplugin = 'setlocal expandtab< shiftwidth< softtabstop< commentstring< comments<'
