-- The machines that are typed, and what completion has to offer, and not to, when it is asked for behind some of their
-- texts (each is looked for behind the one before it).

local jsonata = {
  name = 'a JSONata machine',
  typed = [[
{
  "QueryLanguage": "JSONata",
  "StartAt": "Look Up",
  "States": {
    "Look Up": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Arguments": {
        "FunctionName": "look-up",
        "Payload": {
          "ids": "{% $states.input.orders[price > 10].id %}",
          "asked": "{% $now() & ' by ' & $states.context.Execution.Name %}"
        }
      },
      "Assign": {
        "found": "{% $states.result.Payload %}"
      },
      "Output": "{% $count($states.result.Payload.rows) %}",
      "TimeoutSeconds": 30,
      "Retry": [
        {
          "ErrorEquals": ["Lambda.TooManyRequestsException"],
          "BackoffRate": 2
        }
      ],
      "Catch": [
        {
          "ErrorEquals": ["States.TaskFailed"],
          "Output": "{% $states.errorOutput.Cause %}",
          "Next": "Sorry"
        }
      ],
      "Next": "Enough?"
    },
    "Enough?": {
      "Type": "Choice",
      "Choices": [
        {
          "Condition": "{% $found.total > 0 and $states.input > 3 %}",
          "Next": "Each"
        }
      ],
      "Default": "Sorry"
    },
    "Each": {
      "Type": "Map",
      "Items": "{% $found.rows %}",
      "ItemSelector": {
        "row": "{% $states.context.Map.Item.Value %}"
      },
      "ItemProcessor": {
        "StartAt": "Sum Up",
        "States": {
          "Sum Up": {
            "Type": "Pass",
            "Output": "{% ( $prices := $found.rows.price; $sum($prices) ) %}",
            "End": true
          }
        }
      },
      "End": true
    },
    "Sorry": {
      "Type": "Fail",
      "Error": "Nothing.Found"
    }
  }
}
]],
  points = {
    { behind = '"QueryLanguage": "', offers = { 'JSONata', 'JSONPath' } },
    { behind = '"Type": "', offers = { 'Task', 'Map', 'Fail' } },
    {
      behind = '"Resource": "arn:aws:states:::lambda:',
      offers = { 'lambda:invoke', 'lambda:invoke.waitForTaskToken' },
    },
    {
      behind = '"Arguments": {\n        "',
      offers = { 'FunctionName', 'Payload', 'Qualifier' },
      withholds = { 'Parameters', 'Next', 'FunctionName.$' },
    },
    { behind = '"ids": "{% $', offers = { '$states', '$sum', '$uuid' }, withholds = { '$found', '$eval' } },
    { behind = '$states.', offers = { 'input', 'context' }, withholds = { 'result', 'errorOutput' } },
    { behind = '& $states.context.', offers = { 'Execution', 'State' }, withholds = { 'Map', 'Task' } },
    { behind = 'Execution.', offers = { 'Id', 'Input', 'Name', 'RoleArn', 'StartTime' } },
    { behind = '"found": "{% $states.', offers = { 'input', 'result', 'context' }, withholds = { 'errorOutput' } },
    { behind = '"Output": "{% $count(', offers = { '$states.result', '$append' } },
    {
      behind = '"ErrorEquals": ["',
      offers = { 'Lambda.TooManyRequestsException', 'States.Timeout', 'States.ALL' },
      withholds = { 'Sorry' },
    },
    { behind = '"ErrorEquals": ["States.', offers = { 'States.TaskFailed' } },
    { behind = '"{% $states.', offers = { 'errorOutput', 'input' }, withholds = { 'result' } },
    { behind = '"Condition": "{% $', offers = { '$found', '$states', '$exists' } },
    { behind = '$states.', offers = { 'input', 'context' }, withholds = { 'result', 'errorOutput' } },
    { behind = '"Default": "', offers = { 'Look Up' }, withholds = { 'Sum Up' } },
    { behind = '"row": "{% $states.context.', offers = { 'Map', 'Execution' } },
    { behind = 'Map.Item.', offers = { 'Index', 'Value' } },
    { behind = '"Output": "{% ( $prices := $', offers = { '$found', '$states' } },
    { behind = '$sum($', offers = { '$prices', '$found' } },
  },
}

local jsonpath = {
  name = 'a JSONPath machine',
  typed = [[
{
  "StartAt": "Keep",
  "States": {
    "Keep": {
      "Type": "Pass",
      "Assign": {
        "order.$": "$.order",
        "id.$": "$$.Execution.Id"
      },
      "Next": "Send"
    },
    "Send": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      "Parameters": {
        "QueueUrl": "https://sqs.eu-west-1.amazonaws.com/123456789012/orders",
        "MessageBody": {
          "text.$": "States.Format('{} of {}', $order.name, $id)",
          "token.$": "$$.Task.Token"
        }
      },
      "ResultSelector": {
        "answer.$": "$.answer"
      },
      "ResultPath": "$.reply",
      "HeartbeatSeconds": 600,
      "Next": "Yes?"
    },
    "Yes?": {
      "Type": "Choice",
      "Choices": [
        {
          "Variable": "$.reply.answer",
          "StringEquals": "yes",
          "Next": "Keep"
        }
      ],
      "Default": "Stop"
    },
    "Stop": {
      "Type": "Succeed"
    }
  }
}
]],
  points = {
    { behind = '"Assign": {\n        "order.$": "', offers = { '$', '$$' } },
    { behind = '"id.$": "$$.', offers = { 'Execution', 'State' }, withholds = { 'Task', 'Map' } },
    { behind = '"Next": "', offers = { 'Keep' } },
    { behind = '"Parameters": {\n        "', offers = { 'QueueUrl', 'MessageBody.$' }, withholds = { 'ResultPath' } },
    { behind = '"text.$": "States.', offers = { 'States.Format', 'States.UUID' } },
    { behind = "'{} of {}', $", offers = { '$order', '$id' } },
    { behind = '"token.$": "$$.', offers = { 'Task', 'Execution' }, withholds = { 'Map' } },
    { behind = '"Yes?": {\n      "', offers = { 'Type' } },
    { behind = '"StringEquals": "yes",\n          "', offers = { 'Next' }, withholds = { 'Default' } },
    { behind = '"Next": "', offers = { 'Send', 'Keep' } },
  },
}

return { jsonata, jsonpath }
