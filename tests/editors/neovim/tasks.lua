-- Tasks that call AWS, written from nothing: every name comes from the menu. Only what is the person's own is typed, and
-- the first letters of what is looked for.

local person = dofile(vim.env.SESSION .. '/person.lua')
local ask, lua, keys, await, step, escape = person.ask, person.lua, person.keys, person.await, person.step, person.escape

--- A text of one's own.
local function own(text)
  return { text = text }
end

--- A word of the menu, after `typed`.
local function chosen(word, typed)
  return { word = word, typed = typed or '' }
end

--- The same in the middle of a text of one's own.
local function within(before, word, after)
  return { before = before, word = word, after = after }
end

--- The value of the machine: an object is a list of keys and values, in turn; a key with a `*` in front is one's own.
local function machine(language)
  local is_jsonata = language == 'JSONata'
  local input = is_jsonata and 'Arguments' or 'Parameters'
  local function read(member)
    if is_jsonata then
      return { 'Output', within('{% $states.result.', member, ' %}') }
    end
    return { 'ResultSelector', { '*found.$', chosen('$.' .. member) } }
  end
  local function task(resource, typed, parameters, member, error, rest)
    local output = read(member)
    return {
      'Type', chosen('Task'),
      'Resource', chosen(resource, typed),
      input, parameters,
      output[1], output[2],
      'Catch', { list = { { 'ErrorEquals', { list = { chosen(error) } }, 'Next', own('Sorry') } } },
      rest[1], rest[2],
    }
  end
  local update = task('dynamodb:updateItem', is_jsonata and 'updateitem dynamo' or 'arn:aws:states:::dynamodb:up', {
    'TableName', own('orders'),
    'Key', { '*id', { 'S', own('1') } },
    'UpdateExpression', own('SET total = :t'),
    'ExpressionAttributeValues', { '*:t', { 'N', own('5') } },
    'ReturnValues', chosen('ALL_NEW'),
  }, 'Attributes', 'DynamoDB.ConditionalCheckFailedException', { 'Next', own('Find') })
  local find = task('aws-sdk:rds:describeDBInstances', 'arn:aws:states:::aws-sdk:rds:describeDBI', {
    'DbInstanceIdentifier', own('orders'),
    'MaxRecords', { typed = '20' },
  }, 'DbInstances', 'Rds.DbInstanceNotFoundException', { 'End', { typed = 'true' } })
  return {
    'QueryLanguage', chosen(language),
    'StartAt', own('Update'),
    'States', { '*Update', update, '*Find', find, '*Sorry', { 'Type', chosen('Fail') } },
  }
end

--- Asks for the menu where the cursor is, and takes `word` from it.
local function take(word)
  keys('<C-x><C-o>')
  local words = await('the menu for ' .. word, person.menu)
  for at, offered in ipairs(words) do
    if offered == word then
      ask('nvim_select_popupmenu_item', at - 1, true, true, vim.empty_dict())
      await('the end of the menu', function()
        return ask('nvim_call_function', 'pumvisible', {}) == 0
      end)
      return
    end
  end
  error(('%s is not offered, only %s'):format(word, table.concat(words, ', ')), 0)
end

local taken

local function write(value, depth)
  local indent = ('  '):rep(depth)
  if value.text then
    keys('"' .. value.text:gsub('<', '<lt>') .. '"')
  elseif value.typed and not value.word then
    keys(value.typed)
  elseif value.word then
    keys('"' .. (value.before or value.typed) .. (value.after or '') .. '"' .. ('<Left>'):rep(#(value.after or '') + 1))
    take(value.word)
    taken = taken + 1
    keys('<End>')
  elseif value.list then
    keys('[')
    for at, item in ipairs(value.list) do
      keys(at > 1 and ', ' or '')
      write(item, depth)
    end
    keys('<End>]')
  else
    keys('{<CR>')
    for at = 1, #value, 2 do
      local key = value[at]
      keys(indent .. '  ')
      if vim.startswith(key, '*') then
        keys('"' .. key:sub(2) .. '": ')
      else
        keys('"": <Left><Left><Left>')
        take(key)
        taken = taken + 1
        keys('<End>')
      end
      write(value[at + 1], depth + 1)
      keys(at + 2 < #value and ',<CR>' or '<CR>')
    end
    keys(indent .. '}')
  end
end

person.play(function()
  lua("vim.o.completeopt = 'menuone,noinsert'")
  for _, language in ipairs({ 'JSONPath', 'JSONata' }) do
    local file = ('tasks-%s.asl.json'):format(language:lower())
    step(('writes tasks in %s from the menu alone'):format(language), function()
      person.open(file)
      person.attached(1)
      ask('nvim_command', 'setlocal noautoindent indentexpr=')
      taken = 0
      keys('i')
      write(machine(language), 0)
      escape()
      local text = person.whole()
      assert(pcall(vim.fn.json_decode, text), 'this is no JSON: ' .. text)
      for _, name in ipairs({ 'dynamodb:updateItem', 'aws-sdk:rds:describeDBInstances', 'DynamoDB.Cond', 'Rds.DbInst' }) do
        assert(text:find(name, 1, true), name .. ' is not in ' .. text)
      end
      ask('nvim_command', 'write')
      return ('%d names taken'):format(taken)
    end)
    step(('and %s is right'):format(file), function()
      local told = vim.fn.system({ 'asl-ls', 'check', person.work .. '/' .. file })
      assert(vim.v.shell_error == 0 and told:find('nothing to report', 1, true), told)
    end)
  end
  step('ends the server', person.end_the_server)
end)
