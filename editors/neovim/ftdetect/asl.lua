-- Filetypes of Amazon States Language.
if vim.fn.has('nvim-0.8') == 1 then
  vim.filetype.add({
    extension = { asl = 'asl' },
    pattern = { ['.*%.asl%.json'] = 'asl', ['.*%.asl%.ya?ml'] = 'asl-yaml' },
  })
else
  vim.cmd([[autocmd BufNewFile,BufRead *.asl,*.asl.json set filetype=asl]])
  vim.cmd([[autocmd BufNewFile,BufRead *.asl.yaml,*.asl.yml set filetype=asl-yaml]])
end
