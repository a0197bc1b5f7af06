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

local function completing_clients()
  local found = {}
  for _, client in pairs(vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = 0 }) or vim.lsp.buf_get_clients(0)) do
    if client.server_capabilities.completionProvider then
      found[#found + 1] = client
    end
  end
  return found
end

--- The items for `complete()` and the byte, from zero, where they begin. `column` is the byte of the cursor in `line`.
local function items_of(list, line, column, encoding)
  local function byte(position)
    local at = position.character
    return encoding == 'utf-8' and at or vim.str_byteindex(line, math.min(at, #line), encoding == 'utf-16')
  end
  local start = column
  for _, item in ipairs(list.items) do
    start = math.min(start, byte(item.textEdit.range.start))
  end
  local typed, items = line:sub(start + 1, column), {}
  for _, item in ipairs(list.items) do
    local word = line:sub(start + 1, byte(item.textEdit.range.start)) .. item.textEdit.newText
    -- Of a list that is to be asked for again, the server has left out what does not fit.
    if list.isIncomplete or vim.startswith(word, typed) then
      items[#items + 1] = {
        word = word,
        abbr = item.label,
        kind = vim.lsp.protocol.CompletionItemKind[item.kind],
        menu = item.detail,
        icase = 1,
        dup = 1,
        empty = 1,
        user_data = { nvim = { lsp = { completion_item = item } } },
      }
    end
  end
  local function rank(it)
    return it.user_data.nvim.lsp.completion_item.sortText
  end
  table.sort(items, function(one, other)
    return rank(one) < rank(other)
  end)
  return items, start
end

--- `vim.lsp.omnifunc` of Neovim 0.7 to 0.10 shows only what begins as the typed text does; this one also shows what the
--- server has found by words. Where another server completes as well, it leaves the place to the other.
function M.omnifunc(findstart, base)
  local completing = completing_clients()
  local client = completing[1]
  if #completing ~= 1 or client.name ~= 'asl_ls' then
    return vim.lsp.omnifunc(findstart, base)
  end
  local line, column = vim.api.nvim_get_current_line(), vim.api.nvim_win_get_cursor(0)[2]
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  client.request('textDocument/completion', params, function(_, list)
    if list and vim.fn.mode() == 'i' then
      local items, start = items_of(list, line, column, client.offset_encoding)
      vim.fn.complete(start + 1, items)
    end
  end, vim.api.nvim_get_current_buf())
  return -2
end

local clients = {}

local function attach(config, buffer)
  local path = vim.api.nvim_buf_get_name(buffer)
  if path == '' or vim.bo[buffer].buftype ~= '' then
    return
  end
  vim.bo[buffer].omnifunc = "v:lua.require'asl_ls'.omnifunc"
  config = vim.tbl_extend('keep', { root_dir = found_above(path, config.root_markers) or vim.fn.getcwd() }, config)
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  -- Neovim 0.7 has no vim.lsp.start, which reuses the client of a root.
  local id = clients[config.root_dir]
  if not id or not vim.lsp.get_client_by_id(id) then
    id = vim.lsp.start_client(config)
    clients[config.root_dir] = id
  end
  if id then
    vim.lsp.buf_attach_client(buffer, id)
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
