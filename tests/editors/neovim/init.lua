-- The configuration of the Neovim under test: what the README of editors/neovim tells a person to write.
vim.opt.runtimepath:append(vim.env.ASL_NEOVIM)
vim.cmd('filetype plugin on')
vim.cmd('syntax on')
vim.o.hidden = true
-- No message is to wait for a key.
vim.o.more = false
vim.o.cmdheight = 10
if vim.fn.has('nvim-0.11') == 1 then
  vim.lsp.enable('asl_ls')
else
  require('asl_ls').setup()
end
