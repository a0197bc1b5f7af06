-- The plan of all editors, played in Neovim.

local person = dofile(vim.env.SESSION .. '/person.lua')
local plan = person.plan
local ask, lua, keys, await, step, find, go, escape = person.ask, person.lua, person.keys, person.await, person.step, person.find, person.go, person.escape
local open, diagnostic, see, menu, expect, whole, count = person.open, person.diagnostic, person.see, person.menu, person.expect, person.whole, person.count

--- What is seen of a machine.
local function look(it, where)
  step('shows a diagnostic at its place' .. where, function()
    return see(it.diagnostic)
  end)

  for _, at in ipairs(it.completions) do
    step('completes ' .. at.name .. where, function()
      local row, column = find(at.before, at.last)
      go(row, column + #at.before - 1)
      keys('a<C-x><C-o>')
      local told = expect(await('the menu', menu), at.offers, at.withholds)
      keys('<C-e>')
      escape()
      return told
    end)
  end
end

--- Where one comes from there, and what is told about it.
local function go_around(it, where)
  step('hovers' .. where, function()
    local row, column = find(it.hover.on)
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
    for _, said in ipairs(it.hover.says) do
      assert(text:find(said, 1, true), 'the hover does not say ' .. said .. ' but ' .. text)
    end
    return text:match('[^\n]+')
  end)

  step('goes to the definition' .. where, function()
    local row, column = find(it.definition.from)
    go(row, column + #it.definition.from - 3)
    local target = find(it.definition.to)
    lua('vim.lsp.buf.definition()')
    await('the jump', function()
      return ask('nvim_win_get_cursor', 0)[1] == target + 1
    end)
  end)

  step('finds the references' .. where, function()
    local row, column = find(it.references.of)
    go(row, column + 2)
    ask('nvim_command', 'call setqflist([]) | call setloclist(0, [])')
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
    assert(vim.deep_equal(texts, it.references.lines), vim.inspect(texts))
  end)

  step('shows the outline' .. where, function()
    ask('nvim_command', 'call setqflist([]) | call setloclist(0, [])')
    lua('vim.lsp.buf.document_symbol()')
    local items = await('the outline', function()
      local get = ask('nvim_call_function', 'getloclist', { 0 })
      local items = #get > 0 and get or ask('nvim_call_function', 'getqflist', {})
      return #items > 2 and items
    end)
    ask('nvim_command', 'lclose | cclose')
    local text = vim.inspect(items)
    for _, name in ipairs(it.symbols) do
      assert(text:find(name, 1, true), name .. ' is not in the outline')
    end
    return ('%d symbols'):format(#items)
  end)
end

local function change(it, where)
  step('applies a quick fix, and the diagnostic goes' .. where, function()
    local row, column = find(it.quick_fix.on)
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
    ]], it.quick_fix.title)
    await('the fix', function()
      return whole():find(it.quick_fix.line, 1, true)
    end)
    await('the diagnostic to go', function()
      return not diagnostic(it.diagnostic.code)
    end)
  end)

  step('renames a state everywhere' .. where, function()
    local row, column = find(it.rename.of)
    go(row, column + 2)
    lua('vim.lsp.buf.rename(...)', it.rename.to)
    await('the new name', function()
      return count(it.rename.to) == it.rename.times
    end)
  end)
end

person.play(function(version)
  step('starts, opens a machine and attaches the server (' .. version .. ')', function()
    open(plan.file)
    person.attached(1)
    assert(ask('nvim_buf_get_option', 0, 'filetype') == 'asl', 'the filetype is not asl')
    assert(ask('nvim_buf_get_option', 0, 'commentstring') == '// %s', 'the comment string is wrong')
  end)

  look(plan, '')
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

  go_around(plan, '')
  change(plan, '')
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

  for _, it in ipairs(plan.kinds) do
    local where = ' in ' .. it.file
    step('opens ' .. it.file, function()
      open(it.file)
    end)
    look(it, where)
    go_around(it, where)
    change(it, where)
    step('saves' .. where, function()
      ask('nvim_command', 'write')
    end)
  end

  for _, it in ipairs(plan.others) do
    step('shows a diagnostic in ' .. it.file, function()
      open(it.file)
      return see(it)
    end)
  end

  step('ends the server', person.end_the_server)
end)
