-- A person at Neovim, played by a second Neovim: real keys go into the first one, and what it shows is looked at.
-- Environment: NEOVIM (the command of the Neovim under test, as JSON), WORK (the folder with its files and the plan),
-- SESSION (this folder). Prints a line per step; a failed step fails the run.

local work = vim.env.WORK
local plan = vim.fn.json_decode(table.concat(vim.fn.readfile(work .. '/plan.json'), '\n'))
local out = io.stdout
local failed = 0

local function say(line)
  out:write(line .. '\n')
  out:flush()
end

local child

local function ask(method, ...)
  return vim.rpcrequest(child, method, ...)
end

local function lua(code, ...)
  return ask('nvim_exec_lua', code, { ... })
end

local function keys(text)
  ask('nvim_input', text)
end

--- What `look` returns, once that is something.
local function await(what, look, milliseconds)
  local seen
  local ok = vim.wait(milliseconds or 8000, function()
    seen = look()
    return seen ~= nil and seen ~= false
  end, 10)
  if not ok then
    error('waited in vain for ' .. what, 0)
  end
  return seen
end

local function step(name, run)
  local began = vim.loop.hrtime()
  local ok, told = xpcall(run, function(problem)
    return type(problem) == 'string' and problem or vim.inspect(problem)
  end)
  local took = math.floor((vim.loop.hrtime() - began) / 1e6)
  if not ok then
    failed = failed + 1
  end
  say(('%s - %s (%d ms)%s'):format(ok and 'ok' or 'not ok', name, took, told and (' :: ' .. tostring(told):gsub('\n', ' | ')) or ''))
end

local function lines()
  return ask('nvim_buf_get_lines', 0, 0, -1, false)
end

--- Line and column, both from zero, where `text` begins; the last place if `last`.
local function find(text, last)
  local row, column
  for number, line in ipairs(lines()) do
    local at = line:find(text, 1, true)
    if at and (last or not row) then
      row, column = number - 1, at - 1
    end
  end
  assert(row, 'the text has no ' .. text)
  return row, column
end

local function go(row, column)
  ask('nvim_win_set_cursor', 0, { row + 1, column })
end

local function escape()
  keys('<Esc>')
  await('normal mode', function()
    return ask('nvim_get_mode').mode == 'n'
  end)
end

local function open(file)
  ask('nvim_command', 'edit ' .. vim.fn.fnameescape(work .. '/' .. file))
end

local function diagnostic(code)
  for _, it in ipairs(lua('return vim.diagnostic.get(0)')) do
    if it.code == code then
      return it
    end
  end
end

local function text_of(it)
  local line = lines()[it.lnum + 1]
  return line:sub(it.col + 1, it.end_lnum == it.lnum and it.end_col or -1)
end

local function see(expected)
  local it = await(expected.code, function()
    return diagnostic(expected.code)
  end)
  local text = text_of(it)
  assert(text:gsub('"', '') == expected.text, ('it is at %q'):format(text))
  return ('line %d: %s'):format(it.lnum + 1, it.message)
end

--- The words of the completion menu, without quotes.
local function menu()
  local items = ask('nvim_call_function', 'complete_info', { { 'items', 'pum_visible' } })
  if #items.items == 0 then
    return nil
  end
  local words = {}
  for _, item in ipairs(items.items) do
    words[#words + 1] = (item.abbr ~= '' and item.abbr or item.word):gsub('"', '')
  end
  return words
end

local function expect(words, offers, withholds)
  for _, word in ipairs(offers) do
    assert(vim.tbl_contains(words, word), ('%s is not offered, only %s'):format(word, table.concat(words, ', ')))
  end
  for _, word in ipairs(withholds) do
    assert(not vim.tbl_contains(words, word), word .. ' is offered')
  end
  return ('%d items'):format(#words)
end

local function whole()
  return table.concat(lines(), '\n')
end

local function count(text)
  local _, times = whole():gsub(vim.pesc(text), '')
  return times
end

local ran, problem = xpcall(function()
  child = vim.fn.jobstart(vim.fn.json_decode(vim.env.NEOVIM), { rpc = true })
  assert(child > 0, 'Neovim does not start')
  ask('nvim_ui_attach', 120, 50, { rgb = true })
  local version = lua('local v = vim.version() return v.major .. "." .. v.minor .. "." .. v.patch')

  step('starts, opens a machine and attaches the server (' .. version .. ')', function()
    open(plan.file)
    await('the client', function()
      return lua('return #(vim.lsp.get_clients or vim.lsp.get_active_clients)() == 1')
    end)
    assert(ask('nvim_buf_get_option', 0, 'filetype') == 'asl', 'the filetype is not asl')
    assert(ask('nvim_buf_get_option', 0, 'commentstring') == '// %s', 'the comment string is wrong')
  end)

  step('shows a diagnostic at its place', function()
    return see(plan.diagnostic)
  end)

  for _, it in ipairs(plan.completions) do
    step('completes ' .. it.name, function()
      local row, column = find(it.before, it.last)
      go(row, column + #it.before - 1)
      keys('a<C-x><C-o>')
      local told = expect(await('the menu', menu), it.offers, it.withholds)
      keys('<C-e>')
      escape()
      return told
    end)
  end

  step('completes a field, and takes it in', function()
    local row = find(plan.field.below)
    go(row, 0)
    keys('o"<C-x><C-o>')
    local told = expect(await('the menu', menu), plan.field.offers, plan.field.withholds)
    local inserted = await('the member', function()
      local line = ask('nvim_get_current_line')
      if line:find(plan.field.inserts, 1, true) then
        return line
      end
      keys('<C-n>')
    end)
    keys('<C-y>')
    escape()
    keys('dd')
    inserted = vim.trim(inserted)
    assert(vim.startswith(inserted, plan.field.inserts), 'what was inserted is ' .. inserted)
    return told .. '; ' .. inserted
  end)

  step('hovers', function()
    local row, column = find(plan.hover.on)
    go(row, column + 2)
    lua('vim.lsp.buf.hover()')
    local text = await('the float', function()
      return lua([[
        for _, window in ipairs(vim.api.nvim_list_wins()) do
          if vim.api.nvim_win_get_config(window).relative ~= '' then
            local text = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
            vim.api.nvim_win_close(window, true)
            return table.concat(text, '\n')
          end
        end
        return false
      ]])
    end)
    for _, said in ipairs(plan.hover.says) do
      assert(text:find(said, 1, true), 'the hover does not say ' .. said .. ' but ' .. text)
    end
    return text:match('[^\n]+')
  end)

  step('goes to the definition', function()
    local row, column = find(plan.definition.from)
    go(row, column + #plan.definition.from - 3)
    local target = find(plan.definition.to)
    lua('vim.lsp.buf.definition()')
    await('the jump', function()
      return ask('nvim_win_get_cursor', 0)[1] == target + 1
    end)
  end)

  step('finds the references', function()
    local row, column = find(plan.references.of)
    go(row, column + 2)
    lua('vim.lsp.buf.references({ includeDeclaration = false })')
    local items = await('the list', function()
      local items = ask('nvim_call_function', 'getqflist', {})
      return #items > 0 and items
    end)
    ask('nvim_command', 'cclose')
    local texts = {}
    for _, item in ipairs(items) do
      texts[#texts + 1] = vim.trim(item.text):gsub(',$', '')
    end
    assert(vim.deep_equal(texts, plan.references.lines), vim.inspect(texts))
  end)

  step('shows the outline', function()
    lua('vim.lsp.buf.document_symbol()')
    local items = await('the outline', function()
      local get = ask('nvim_call_function', 'getloclist', { 0 })
      local items = #get > 0 and get or ask('nvim_call_function', 'getqflist', {})
      return #items > 2 and items
    end)
    ask('nvim_command', 'lclose | cclose')
    local text = vim.inspect(items)
    for _, name in ipairs(plan.symbols) do
      assert(text:find(name, 1, true), name .. ' is not in the outline')
    end
    return ('%d symbols'):format(#items)
  end)

  step('applies a quick fix, and the diagnostic goes', function()
    local row, column = find(plan.quick_fix.on)
    go(row, column + 2)
    lua([[
      local title = ...
      vim.ui.select = function(items, options, choose)
        for _, item in ipairs(items) do
          local text = options.format_item and options.format_item(item) or vim.inspect(item)
          if text:find(title, 1, true) then
            return choose(item, 1)
          end
        end
        error('no fix is called ' .. title)
      end
      vim.lsp.buf.code_action()
    ]], plan.quick_fix.title)
    await('the fix', function()
      return whole():find(plan.quick_fix.line, 1, true)
    end)
    await('the diagnostic to go', function()
      return not diagnostic(plan.diagnostic.code)
    end)
  end)

  step('renames a state everywhere', function()
    local row, column = find(plan.rename.of)
    go(row, column + 2)
    lua('vim.lsp.buf.rename(...)', plan.rename.to)
    await('the new name', function()
      return count('"' .. plan.rename.to .. '"') == plan.rename.times
    end)
  end)

  step('types a whole state', function()
    local row = find(plan.type.below)
    go(row, 0)
    keys('O')
    for key in plan.type.keys:gmatch('.') do
      keys(key == '\n' and '<CR>' or key == '<' and '<lt>' or key)
      vim.wait(2)
    end
    escape()
    await('the diagnostics of the text', function()
      local seen = lua('return vim.diagnostic.get(0)')
      return #seen == 1 and seen[1].code == 'unreachable-state'
    end)
  end)

  step('saves, with the server in step', function()
    ask('nvim_command', 'write')
  end)

  for _, it in ipairs(plan.others) do
    step('shows a diagnostic in ' .. it.file, function()
      open(it.file)
      return see(it)
    end)
  end

  step('ends the server', function()
    lua([[
      for _, client in ipairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
        client.stop(client)
      end
    ]])
    await('the end', function()
      return lua('return #(vim.lsp.get_clients or vim.lsp.get_active_clients)() == 0')
    end)
  end)
end, debug.traceback)

if not ran then
  failed = failed + 1
  say('not ok - the session :: ' .. tostring(problem):gsub('\n', ' | '))
end
if child and child > 0 then
  vim.fn.jobstop(child)
end
vim.cmd(failed == 0 and 'qall!' or 'cquit')
