---@brief
---
--- https://github.com/asl-ls/asl-ls
---
--- Language server for Amazon States Language, the language of AWS Step Functions, in JSON and YAML.
---
--- Neovim has no filetypes for it; these are the ones that the server knows:
---
--- ```lua
--- vim.filetype.add({
---   extension = { asl = 'asl' },
---   pattern = { ['.*%.asl%.json'] = 'asl', ['.*%.asl%.ya?ml'] = 'asl-yaml' },
--- })
--- ```
---
--- In `json` and `yaml` it speaks only where a document holds a state machine.

---@type vim.lsp.Config
return {
  cmd = { 'asl-ls', 'serve' },
  filetypes = { 'asl', 'asl-yaml', 'json', 'jsonc', 'yaml' },
  root_markers = { 'asl-ls.json', '.asl-ls.json', '.git' },
  settings = { asl = vim.empty_dict() },
}
