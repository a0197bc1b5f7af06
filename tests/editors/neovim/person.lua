-- A person at Neovim, played by a second Neovim: real keys go into the first one, and what it shows is looked at.
-- Environment: NEOVIM (the command of the Neovim under test, as JSON), WORK (the folder with its files and the plan).
-- Prints a line per step; a failed step fails the run.

local M = { work = vim.env.WORK }
M.plan = vim.fn.json_decode(table.concat(vim.fn.readfile(M.work .. '/plan.json'), '\n'))

local out = io.stdout
local failed = 0

function M.say(line)
  out:write(line .. '\n')
  out:flush()
end

local child

function M.ask(method, ...)
  return vim.rpcrequest(child, method, ...)
end

function M.lua(code, ...)
  return M.ask('nvim_exec_lua', code, { ... })
end

function M.keys(text)
  M.ask('nvim_input', text)
end

--- What `look` returns, once that is something.
function M.await(what, look, milliseconds)
  local seen
  local ok = vim.wait(milliseconds or 8000, function()
    seen = look()
    return seen ~= nil and seen ~= false
  end, 2)
  if not ok then
    error('waited in vain for ' .. what, 0)
  end
  return seen
end

function M.step(name, run)
  local began = vim.loop.hrtime()
  local ok, told = xpcall(run, function(problem)
    return type(problem) == 'string' and problem or vim.inspect(problem)
  end)
  local took = math.floor((vim.loop.hrtime() - began) / 1e6)
  if not ok then
    failed = failed + 1
  end
  M.say(('%s - %s (%d ms)%s'):format(ok and 'ok' or 'not ok', name, took, told and (' :: ' .. tostring(told):gsub('\n', ' | ')) or ''))
end

function M.lines()
  return M.ask('nvim_buf_get_lines', 0, 0, -1, false)
end

--- Line and column, both from zero, where `text` begins; the last place if `last`.
function M.find(text, last)
  local row, column
  for number, line in ipairs(M.lines()) do
    local at = line:find(text, 1, true)
    if at and (last or not row) then
      row, column = number - 1, at - 1
    end
  end
  assert(row, 'the text has no ' .. text)
  return row, column
end

function M.go(row, column)
  M.ask('nvim_win_set_cursor', 0, { row + 1, column })
end

function M.escape()
  M.keys('<Esc>')
  M.await('normal mode', function()
    return M.ask('nvim_get_mode').mode == 'n'
  end)
end

function M.open(file)
  M.ask('nvim_command', 'edit ' .. vim.fn.fnameescape(M.work .. '/' .. file))
end

function M.diagnostic(code)
  for _, it in ipairs(M.lua('return vim.diagnostic.get(0)')) do
    if it.code == code then
      return it
    end
  end
end

function M.text_of(it)
  local line = M.lines()[it.lnum + 1]
  return line:sub(it.col + 1, it.end_lnum == it.lnum and it.end_col or -1)
end

function M.see(expected)
  local it = M.await(expected.code, function()
    return M.diagnostic(expected.code)
  end)
  local text = M.text_of(it)
  assert(text:gsub('"', '') == expected.text, ('it is at %q'):format(text))
  return ('line %d: %s'):format(it.lnum + 1, it.message)
end

--- The words of the completion menu, without quotes.
function M.menu()
  local items = M.ask('nvim_call_function', 'complete_info', { { 'items', 'pum_visible' } })
  if #items.items == 0 then
    return nil
  end
  local words = {}
  for _, item in ipairs(items.items) do
    words[#words + 1] = (item.abbr ~= '' and item.abbr or item.word):gsub('"', '')
  end
  return words
end

function M.expect(words, offers, withholds)
  for _, word in ipairs(offers) do
    assert(vim.tbl_contains(words, word), ('%s is not offered, only %s'):format(word, table.concat(words, ', ')))
  end
  for _, word in ipairs(withholds) do
    assert(not vim.tbl_contains(words, word), word .. ' is offered')
  end
  return ('%d items'):format(#words)
end

function M.whole()
  return table.concat(M.lines(), '\n')
end

function M.count(text)
  local _, times = M.whole():gsub(vim.pesc(text), '')
  return times
end

--- Starts the Neovim under test, plays `session` with it and ends both.
function M.play(session)
  local ran, problem = xpcall(function()
    child = vim.fn.jobstart(vim.fn.json_decode(vim.env.NEOVIM), { rpc = true })
    assert(child > 0, 'Neovim does not start')
    M.ask('nvim_ui_attach', 120, 50, { rgb = true })
    session(M.lua('local v = vim.version() return v.major .. "." .. v.minor .. "." .. v.patch'))
  end, debug.traceback)
  if not ran then
    failed = failed + 1
    M.say('not ok - the session :: ' .. tostring(problem):gsub('\n', ' | '))
  end
  if child and child > 0 then
    vim.fn.jobstop(child)
  end
  vim.cmd(failed == 0 and 'qall!' or 'cquit')
end

--- Waits until this number of servers run.
function M.attached(number)
  M.await(number == 0 and 'the end' or 'the client', function()
    return M.lua('return #(vim.lsp.get_clients or vim.lsp.get_active_clients)() == ...', number)
  end)
end

function M.end_the_server()
  M.lua([[
    for _, client in ipairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
      client.stop(client)
    end
  ]])
  M.attached(0)
end

return M
