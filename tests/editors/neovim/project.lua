-- A project of three files: a template, and two definitions that it fills in. What stands in one is looked for, renamed
-- and changed from another.

local person = dofile(vim.env.SESSION .. '/person.lua')
local ask, lua, keys, await, step, find, go = person.ask, person.lua, person.keys, person.await, person.step, person.find, person.go
local open, diagnostic, see = person.open, person.diagnostic, person.see
local plan = person.plan.project

local TEMPLATE, ORDER, REFUND = 'shop/template.yaml', 'shop/flows/order.asl.json', 'shop/flows/refund.asl.yaml'

local function on_disk(file)
  return table.concat(vim.fn.readfile(person.work .. '/' .. file), '\n') .. '\n'
end

--- Writes a file as another program does.
local function overwrite(file, text)
  vim.fn.writefile(vim.split(text, '\n'), person.work .. '/' .. file, 'b')
end

local function replaced(text, old, new)
  local result, times = text:gsub(vim.pesc(old), (new:gsub('%%', '%%%%')))
  assert(times > 0, 'the text has no ' .. old)
  return result
end

--- Puts the cursor in the middle of `within`, which is a part of `text`.
local function stand_on(text, within)
  local row, column = find(text)
  go(row, column + assert(text:find(within, 1, true)) - 1 + math.floor(#within / 2))
end

local function where()
  local name = ask('nvim_buf_get_name', 0)
  return name:sub(#person.work + 2), ask('nvim_get_current_line')
end

--- Waits until the cursor is in `file`, in a line with `text`.
local function arrive(file, text)
  local ok = pcall(await, text, function()
    local name, line = where()
    return name == file and line:find(text, 1, true)
  end)
  if not ok then
    local name, line = where()
    error(('not at %s in %s but in %s at %s'):format(text, file, name, line), 0)
  end
end

local function jump(file, text)
  lua('vim.lsp.buf.definition()')
  arrive(file, text)
end

--- The references of what the cursor is on, as `file: text`.
local function references(number)
  ask('nvim_command', 'call setqflist([]) | call setloclist(0, [])')
  lua('vim.lsp.buf.references({ includeDeclaration = true })')
  local items = await('the list', function()
    local items = lua([[
      local found = {}
      for _, item in ipairs(vim.fn.getqflist()) do
        found[#found + 1] = vim.api.nvim_buf_get_name(item.bufnr) .. ': ' .. vim.trim(item.text)
      end
      return found
    ]])
    return #items >= number and items
  end)
  ask('nvim_command', 'cclose')
  for at, item in ipairs(items) do
    items[at] = item:sub(#person.work + 2)
  end
  table.sort(items)
  return items
end

local function same(seen, expected)
  assert(vim.deep_equal(seen, expected), vim.inspect(seen))
end

local function silent(code)
  await('the end of ' .. code, function()
    return not diagnostic(code)
  end)
end

local UNDEFINED = { code = 'undefined-substitution', text = plan.undefined }

person.play(function()
  step('opens a definition of a project', function()
    open(ORDER)
    person.attached(1)
    -- The index of the project is ready when a question about it is answered.
    lua("vim.lsp.buf_request_sync(0, 'workspace/symbol', { query = 'Charge' }, 8000)")
    same(lua('return vim.diagnostic.get(0)'), {})
  end)

  step('goes from a placeholder to the substitution, on to the function, and back', function()
    stand_on('"${ChargeArn}"', 'ChargeArn')
    jump(TEMPLATE, 'ChargeArn: !GetAtt ChargeFunction.Arn')
    stand_on('ChargeArn: !GetAtt ChargeFunction.Arn', 'ChargeArn')
    jump(TEMPLATE, 'ChargeFunction:')
    keys('<C-o>')
    arrive(TEMPLATE, 'ChargeArn: !GetAtt ChargeFunction.Arn')
    keys('<C-o>')
    arrive(ORDER, '"${ChargeArn}"')
  end)

  step('goes from what a template names to what it is', function()
    open(TEMPLATE)
    stand_on('!GetAtt ChargeFunction.Arn', 'ChargeFunction')
    jump(TEMPLATE, 'ChargeFunction:')
    stand_on('DefinitionUri: flows/refund.asl.yaml', 'refund')
    jump(REFUND, 'Takes an order back')
  end)

  step('finds the placeholders of a substitution', function()
    open(TEMPLATE)
    stand_on('ChargeArn: !GetAtt', 'ChargeArn')
    same(references(2), {
      ORDER .. ': "Resource": "${ChargeArn}",',
      TEMPLATE .. ': ChargeArn: !GetAtt ChargeFunction.Arn',
    })
    open(ORDER)
    stand_on('"${ChargeArn}"', 'ChargeArn')
    return ('%d from either file'):format(#references(2))
  end)

  step('shows what is wrong in a machine inside of the template at its place', function()
    open(TEMPLATE)
    return see({ code = 'unknown-target', text = 'Remnid' })
  end)

  step('renames a substitution in both files', function()
    local template = replaced(on_disk(TEMPLATE), 'ChargeArn', plan.renamed)
    local order = replaced(on_disk(ORDER), 'ChargeArn', plan.renamed)
    local refund = on_disk(REFUND)
    open(ORDER)
    stand_on('"${ChargeArn}"', 'ChargeArn')
    lua("vim.lsp.buf.rename('PayArn')")
    await('the new name', function()
      return person.whole():find('${PayArn}', 1, true)
    end)
    ask('nvim_command', 'wall')
    assert(on_disk(ORDER) == order, on_disk(ORDER))
    assert(on_disk(TEMPLATE) == template, on_disk(TEMPLATE))
    assert(on_disk(REFUND) == refund, on_disk(REFUND))
    silent('undefined-substitution')
  end)

  step('renames only what one machine is given', function()
    open(TEMPLATE)
    local row = find('DefinitionUri: flows/refund.asl.yaml')
    local line = person.lines()[row + 3]
    go(row + 2, line:find('TableName', 1, true) + 1)
    local order = on_disk(ORDER)
    lua("vim.lsp.buf.rename('Orders')")
    await('the new name', function()
      return person.lines()[row + 3]:find('Orders: !Ref', 1, true)
    end)
    ask('nvim_command', 'wall')
    assert(on_disk(ORDER) == order, on_disk(ORDER))
    assert(on_disk(REFUND):find('TableName: ${Orders}', 1, true), on_disk(REFUND))
    open(ORDER)
    silent('undefined-substitution')
    open(REFUND)
    silent('undefined-substitution')
  end)

  -- Neovim reads a file again that is in a window and has changed on disk only, and tells the server. To 0.7 it is the same
  -- file when its time differs by a second.
  step('flags an undefined substitution when the open template changes on disk', function()
    open(ORDER)
    ask('nvim_command', 'split ' .. vim.fn.fnameescape(person.work .. '/' .. TEMPLATE))
    ask('nvim_command', 'wincmd p')
    local template = on_disk(TEMPLATE)
    vim.loop.sleep(2100)
    overwrite(TEMPLATE, replaced(template, 'TableName: !Ref OrdersTable', 'Table: !Ref OrdersTable'))
    ask('nvim_command', 'checktime')
    local told = see(UNDEFINED)
    vim.loop.sleep(2100)
    overwrite(TEMPLATE, template)
    ask('nvim_command', 'checktime')
    silent('undefined-substitution')
    return told
  end)

  -- Of a file without a buffer Neovim says nothing on Linux. The server looks at the disk when something is saved or when
  -- it is asked about the whole workspace, if it has not done so for two seconds.
  step('and when the template is not open, with the next save', function()
    ask('nvim_command', 'bwipeout ' .. vim.fn.fnameescape(person.work .. '/' .. TEMPLATE))
    local template = on_disk(TEMPLATE)
    overwrite(TEMPLATE, replaced(template, 'TableName: !Ref OrdersTable', 'Table: !Ref OrdersTable'))
    vim.loop.sleep(2100)
    ask('nvim_command', 'write')
    local told = see(UNDEFINED)
    overwrite(TEMPLATE, template)
    vim.loop.sleep(2100)
    lua("vim.lsp.buf_request_sync(0, 'workspace/symbol', { query = 'Charge' }, 8000)")
    silent('undefined-substitution')
    return told
  end)

  step('ends the server', person.end_the_server)

  if lua("return vim.fn.has('nvim-0.10')") == 1 then
    step('flags it at once where Neovim watches files', function()
      lua([[
        local capabilities = vim.lsp.protocol.make_client_capabilities()
        capabilities.workspace.didChangeWatchedFiles.dynamicRegistration = true
        if vim.fn.has('nvim-0.11') == 1 then
          vim.lsp.config('asl_ls', { capabilities = capabilities })
        else
          require('asl_ls').setup({ capabilities = capabilities })
        end
      ]])
      open(ORDER)
      person.attached(1)
      lua("vim.lsp.buf_request_sync(0, 'workspace/symbol', { query = 'Charge' }, 8000)")
      silent('undefined-substitution')
      local template = on_disk(TEMPLATE)
      overwrite(TEMPLATE, replaced(template, 'TableName: !Ref OrdersTable', 'Table: !Ref OrdersTable'))
      local told = see(UNDEFINED)
      overwrite(TEMPLATE, template)
      silent('undefined-substitution')
      return told
    end)
    step('ends the server', person.end_the_server)
  end
end)
