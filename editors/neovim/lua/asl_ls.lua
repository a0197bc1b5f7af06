-- Starts asl-ls in Neovim 0.7 to 0.10, from the same configuration that `vim.lsp.config` reads in 0.11 and later.
local M = {}

local function found_above(path, names)
  local folder = vim.fn.fnamemodify(path, ':p:h')
  while true do
    for _, name in ipairs(names) do
      local candidate = folder .. '/' .. name
      if vim.fn.isdirectory(candidate) == 1 or vim.fn.filereadable(candidate) == 1 then
        return folder
      end
    end
    local above = vim.fn.fnamemodify(folder, ':h')
    if above == folder then
      return nil
    end
    folder = above
  end
end

local clients = {}

local function attach(config, buffer)
  local path = vim.api.nvim_buf_get_name(buffer)
  if path == '' or vim.bo[buffer].buftype ~= '' then
    return
  end
  config = vim.tbl_extend('keep', { root_dir = found_above(path, config.root_markers) or vim.fn.getcwd() }, config)
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  -- Neovim 0.7 has no vim.lsp.start, which reuses the client of a root, and sets no option of its own.
  local id = clients[config.root_dir]
  if not id or not vim.lsp.get_client_by_id(id) then
    id = vim.lsp.start_client(config)
    clients[config.root_dir] = id
  end
  if id then
    vim.lsp.buf_attach_client(buffer, id)
    vim.bo[buffer].omnifunc = 'v:lua.vim.lsp.omnifunc'
  end
end

--- Serves every buffer of the server's filetypes from now on.
--- `options` overrides single fields of the configuration, such as `cmd` or `settings`.
function M.setup(options)
  local file = vim.api.nvim_get_runtime_file('lsp/asl_ls.lua', false)[1]
  local config = vim.tbl_extend('force', { name = 'asl_ls' }, dofile(file), options or {})
  local group = vim.api.nvim_create_augroup('asl_ls', {})
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = config.filetypes,
    callback = function(event)
      attach(config, event.buf)
    end,
  })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.tbl_contains(config.filetypes, vim.bo[buffer].filetype) then
      attach(config, buffer)
    end
  end
end

return M
