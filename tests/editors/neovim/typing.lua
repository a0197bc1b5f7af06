-- Whole machines, typed from nothing, key by key. At some places completion is asked for; at every key the diagnostics
-- must be such that what is still to be typed explains them.

local person = dofile(vim.env.SESSION .. '/person.lua')
local ask, lua, keys, await, step, escape = person.ask, person.lua, person.keys, person.await, person.step, person.escape
local plan = person.plan.typing

-- In the Neovim under test: every change is sent at once, `judged` is the version of the text that the diagnostics are
-- about, and `pairs_close` closes quotes and brackets as people's plugins do.
local SET_UP = [==[
  for _, method in ipairs({ 'textDocument/publishDiagnostics', 'textDocument/diagnostic' }) do
    local show = vim.lsp.handlers[method]
    vim.lsp.handlers[method] = show and function(err, result, ctx, config)
      show(err, result, ctx, config)
      judged = ctx.version or result.version
    end
  end
  local capabilities = vim.lsp.protocol.make_client_capabilities()
  capabilities.textDocument.publishDiagnostics.versionSupport = true
  local at_once = { flags = { debounce_text_changes = 0 }, capabilities = capabilities }
  if vim.fn.has('nvim-0.11') == 1 then
    vim.lsp.config('asl_ls', at_once)
  else
    require('asl_ls').setup(at_once)
  end
  vim.o.completeopt = 'menuone,noinsert'

  function state()
    local lines, at = vim.api.nvim_buf_get_lines(0, 0, -1, false), vim.api.nvim_win_get_cursor(0)
    local before = vim.list_slice(lines, 1, at[1] - 1)
    before[#before + 1] = lines[at[1]]:sub(1, at[2])
    return {
      before = table.concat(before, '\n'),
      whole = table.concat(lines, '\n'),
      judged = judged == vim.lsp.util.buf_versions[vim.api.nvim_get_current_buf()],
      found = vim.diagnostic.get(0),
    }
  end
  function around()
    local line, column = vim.api.nvim_get_current_line(), vim.api.nvim_win_get_cursor(0)[2]
    return line:sub(column, column), line:sub(column + 1, column + 1)
  end
  function pair(open, close)
    local _, behind = around()
    return behind == open and open == close and '<Right>' or open .. close .. '<Left>'
  end
  function over(close)
    local _, behind = around()
    return behind == close and '<Right>' or close
  end
  function enter()
    local before, behind = around()
    local empty = before .. behind == '{}' or before .. behind == '[]'
    return empty and '<CR><Esc>O' or '<CR>'
  end
  local with_codes = vim.fn.has('nvim-0.8') == 1 and { replace_keycodes = true } or {}
  if vim.fn.has('nvim-0.8') == 0 then
    for _, name in ipairs({ 'pair', 'over', 'enter' }) do
      local plain = _G[name]
      _G[name] = function(...)
        return vim.api.nvim_replace_termcodes(plain(...), true, false, true)
      end
    end
  end
  function pairs_close()
    vim.bo.autoindent = true
    local function map(key, call)
      local options = vim.tbl_extend('error', { expr = true, noremap = true }, with_codes)
      vim.api.nvim_buf_set_keymap(0, 'i', key, 'v:lua.' .. call, options)
    end
    map('"', [=[pair('"', '"')]=])
    map('{', [=[pair('{', '}')]=])
    map('[', [=[pair('[', ']')]=])
    map('}', [=[over('}')]=])
    map(']', [=[over(']')]=])
    map('<CR>', 'enter()')
  end
]==]

--- The offset where each bracket that `before` opens and does not close stands, and where its last word begins: a string
--- that it ends in or with, a name, or one other character.
local function structure(before)
  local open, word, at = {}, 1, 1
  while at <= #before do
    local c = before:sub(at, at)
    if not c:match('%s') then
      word = at
    end
    if c == '"' then
      repeat
        at = at + (before:sub(at, at) == '\\' and 2 or 1)
      until at > #before or before:sub(at, at) == '"'
    elseif c == '{' or c == '[' then
      open[at] = true
      open[#open + 1] = at
    elseif c == '}' or c == ']' then
      open[table.remove(open)] = nil
    end
    at = at + 1
  end
  return open, word
end

--- Codes that say that something is not there.
local MISSING = {
  'choice-rule-test',
  'empty-list',
  'missing-arguments',
  'missing-comparator',
  'missing-field',
  'missing-parameter',
  'missing-transition',
  'no-states',
  'no-terminal-state',
  'task-token-without-timeout',
  'token-never-used',
}

--- Why a diagnostic may be there before the text is finished; nil where it may not.
local REASONS = {
  -- What is being typed is not a whole word, string or member yet.
  ['the word at the cursor'] = function(it, now)
    return it.to >= now.word
  end,
  -- What it asks for can still come, because the object that it is about is open.
  ['an open object'] = function(it, now)
    if vim.tbl_contains(MISSING, it.code) then
      local bracket = now.before:find('[{%[]', it.from)
      return not bracket or now.open[bracket]
    end
  end,
  -- The rest of the text declares the state, or reads the variable.
  ['what comes later'] = function(it, now)
    local name = it.text:gsub('"', ''):gsub('%.%$$', '')
    return it.code == 'unknown-target' and now.finished:find('"' .. name .. '": {', 1, true)
      or it.code == 'unused-variable' and now.later:find('$' .. name, 1, true)
  end,
}

local function noise(found, now)
  local starts = { 1 }
  for line in (now.whole .. '\n'):gmatch('(.-)\n') do
    starts[#starts + 1] = starts[#starts] + #line + 1
  end
  for _, it in ipairs(found) do
    it.from, it.to = starts[it.lnum + 1] + it.col, starts[it.end_lnum + 1] + it.end_col
    it.text = now.whole:sub(it.from, it.to - 1)
    local explained
    for _, reason in ipairs(plan.explained) do
      explained = explained or REASONS[reason](it, now)
    end
    if not explained then
      error(('%s at %q, before %q: %s'):format(it.code, it.text, now.later:sub(1, 20), it.message), 0)
    end
  end
end

--- Waits until the text before the cursor is `before` and the diagnostics are about it, and looks at them.
local function look(before, later)
  local now
  local arrived = pcall(await, '', function()
    now = lua('return state()')
    return now.before == before and now.judged
  end)
  assert(arrived, ('before the cursor is %q and not %q'):format(now.before, before:sub(-100)))
  local open, word = structure(before)
  local finished = before .. later
  noise(now.found, { before = before, later = later, finished = finished, whole = now.whole, open = open, word = word })
  return #now.found
end

local function press(key)
  keys(key == '\n' and '<CR>' or key == '<' and '<lt>' or key)
end

--- Types a line end and the indentation behind it; a bracket that was closed by itself is passed by.
local function press_line(typed, before, piece)
  local below = lua('return state()').whole:sub(#before + 1)
  local closes = typed:match('^\n%s*[}%]]')
  if closes and below:match('^\n%s*[}%]]') then
    keys('<Down><End>')
    return closes
  end
  keys('<CR>')
  local indented = await('the line', function()
    local now = lua('return state()').before
    return vim.startswith(now, before .. '\n') and #now - #before
  end)
  keys(piece:sub(indented + 1))
  return piece
end

local function complete(point)
  keys('<C-x><C-o>')
  local words = await('the menu behind ' .. point.behind, person.menu)
  local withholds = vim.list_extend(vim.deepcopy(point.withholds or {}), plan.withholds)
  local met, problem = pcall(person.expect, words, point.offers, withholds)
  assert(met, ('behind %q: %s'):format(point.behind, problem))
  keys('<C-e>')
  await('the end of the menu', function()
    return ask('nvim_call_function', 'pumvisible', {}) == 0
  end)
end

local function type_machine(file, machine, closing)
  local typed, points = machine.typed, vim.deepcopy(machine.points)
  person.open(file)
  person.attached(1)
  if closing then
    lua('pairs_close()')
  else
    ask('nvim_command', 'setlocal noautoindent indentexpr=')
  end
  keys('i')
  local at, steps, most = 1, 0, 0
  while at <= #typed do
    local before, piece = typed:sub(1, at - 1), typed:match('^[%z\1-\127\194-\244][\128-\191]*', at)
    if piece == '\n' and closing then
      piece = press_line(typed:sub(at), before, typed:match('^\n *', at))
    else
      press(piece)
    end
    at, steps = at + #piece, steps + 1
    before = typed:sub(1, at - 1)
    most = math.max(most, look(before, typed:sub(at)))
    if points[1] and vim.endswith(before, points[1].behind) then
      complete(table.remove(points, 1))
      look(before, typed:sub(at))
    end
  end
  escape()
  assert(#points == 0, 'never came to ' .. (points[1] or { behind = '' }).behind)
  local now = lua('return state()')
  assert(now.whole == typed, 'the text is ' .. now.whole)
  assert(#now.found == 0, vim.inspect(now.found))
  ask('nvim_command', 'write')
  return ('%d keys, %d places, %d diagnostics at most'):format(steps, #machine.points, most)
end

person.play(function()
  lua(SET_UP)
  for _, machine in ipairs(dofile(vim.env.SESSION .. '/machines.lua')) do
    for _, closing in ipairs({ false, true }) do
      local how = closing and 'with brackets and quotes that close themselves' or 'every character by itself'
      step(('types %s, %s'):format(machine.name, how), function()
        return type_machine(('%s, %s.asl.json'):format(machine.name, how):gsub('[ ,]+', '-'), machine, closing)
      end)
      escape()
    end
  end
  step('ends the server', person.end_the_server)
end)
