use super::*;

fn check(text: &str, expect: &str) {
    let qualified = |parts: &Integration<'_>| {
        let pattern = parts.pattern.map_or_else(|| "no such pattern".to_owned(), |pattern| format!("{pattern:?}"));
        for word in [Some(parts.service), Some(parts.action), parts.suffix].into_iter().flatten() {
            assert_eq!(word.span.of(text), word.text, "{text}");
        }
        format!("{} {} {pattern}", parts.service.text, parts.action.text)
    };
    let answer = match parse_resource(text) {
        Resource::Lambda { function, qualifier } => {
            format!("function {} {}", function.text, qualifier.map_or("", |word| word.text)).trim_end().to_owned()
        }
        Resource::Activity { name } => format!("activity {}", name.text),
        Resource::Optimized(parts) => format!("optimized {}", qualified(&parts)),
        Resource::Sdk(parts) => format!("sdk {}", qualified(&parts)),
        Resource::Http(parts) => format!("http {}", qualified(&parts)),
        Resource::Unknown(Unknown::Placeholder) => "unknown".to_owned(),
        Resource::Unknown(Unknown::OtherArn(span)) => format!("other ARN {}", span.of(text)),
        Resource::Malformed(fault) => match fault {
            Fault::Missing(what, span) => format!("missing {what} at {}", span.start),
            Fault::Excess(span) => format!("too much: {}", span.of(text)),
            Fault::Partition(span) => format!("no partition {}", span.of(text)),
            other => format!("{other:?}"),
        },
    };
    assert_eq!(answer, expect, "{text}");
}

#[test]
fn resources_as_they_are_documented() {
    check("arn:aws:states:::lambda:invoke", "optimized lambda invoke RequestResponse");
    check("arn:aws-cn:states:::states:startExecution.sync", "optimized states startExecution Sync");
    check("arn:aws:states:::states:startExecution.sync:2", "optimized states startExecution Sync2");
    check("arn:aws:states:::sqs:sendMessage.waitForTaskToken", "optimized sqs sendMessage WaitForTaskToken");
    check("arn:aws:states:::aws-sdk:dynamodb:query", "sdk dynamodb query RequestResponse");
    check("arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken", "sdk sqs sendMessage WaitForTaskToken");
    check("arn:aws:states:::http:invoke", "http http invoke RequestResponse");
    check("arn:aws:states:us-east-1:123456789012:activity:Manual", "activity Manual");
    check("arn:aws:lambda:us-east-1:123456789012:function:Pay", "function Pay");
    check("arn:aws:lambda:us-east-1:123456789012:function:Pay:live", "function Pay live");
    check("arn:aws:lambda:REGION:ACCOUNT_ID:function:FUNCTION_NAME", "function FUNCTION_NAME");
    check("arn:aws:states:us-east-1:123456789012:aws-sdk:s3:getObject", "sdk s3 getObject RequestResponse");
}

#[test]
fn placeholders_hide_only_what_they_stand_for() {
    check("arn:${AWS::Partition}:states:::sns:publish", "optimized sns publish RequestResponse");
    check(
        "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:aws-sdk:s3:getObject",
        "sdk s3 getObject RequestResponse",
    );
    check("arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${Name}", "function ${Name}");
    check("arn:aws:lambda:us-east-1:123456789012:function:pay-${Stage}:live", "function pay-${Stage} live");
    check("arn:aws:states:us-east-1:1:activity:${Name}", "activity ${Name}");
    check("${Function.Arn}", "unknown");
    check("${Function.Arn}:live", "unknown");
    check("{{ACTIVITY_ARN}}", "unknown");
    check("arn:aws:states:::${Service}:invoke", "unknown");
    check("arn:aws:states:::lambda:${Action}", "unknown");
    check("arn:aws:states:::lambda:invoke${Suffix}", "unknown");
    check("arn:aws:states:::states:startExecution.sync:${Version}", "unknown");
    check("arn:aws:states:${Rest}", "unknown");
    check("arn:aws:${Service}:us-east-1:1:function:f", "unknown");
    check("arn:aws:lambda:us-east-1:1:${Kind}:f", "unknown");
    check("arn:aws:lambda:us-east-1:1:function:f:1${More}", "function f 1${More}");
    check("arn:aws:lambda:us-east-1:1:function:f:1:${More}", "unknown");
    check("arn:${a[\"b:c\"]}:states:::${ x ? { y : z } : w }:run", "unknown");
    check("${open", "unknown");
    check("arn:aws:states:#{AWS::Region}:1:activity:a", "activity a");
    check("#{Arn}", "unknown");
}

#[test]
fn what_cannot_be_a_resource() {
    check("", "Empty");
    check("InvalidArn", "NotAnArn");
    check("ARN:aws:states:::lambda:invoke", "OtherScheme(Span { start: 0, end: 3 })");
    check("docker://hello", "OtherScheme(Span { start: 0, end: 6 })");
    check(" arn:aws:states:::lambda:invoke", "Blank(Span { start: 0, end: 1 })");
    check("arn:aws:states:::lambda:invoke\n", "Blank(Span { start: 30, end: 31 })");
    check("arn:awz:states:::lambda:invoke", "no partition awz");
    check("arn:", "no partition ");
    check("arn", "missing the partition at 3");
    check("arn:aws", "missing the service at 7");
    check("arn:aws:states", "missing the region at 14");
    check("arn:aws:states:::", "missing the service at 17");
    check("arn:aws:states:::lambda", "missing the action at 23");
    check("arn:aws:states:::lambda:", "missing the action at 24");
    check("arn:aws:states:::lambda:.sync", "missing the action at 24");
    check("arn:aws:states:::aws-sdk:s3", "missing the action at 27");
    check("arn:aws:states:::lambda:invoke:now", "too much: :now");
    check("arn:aws:states:::states:startExecution.sync:2:3", "too much: :3");
    check("arn:aws:lambda:us-east-1:1:function", "missing the name of the function at 35");
    check("arn:aws:lambda:us-east-1:1:function:", "missing the name of the function at 36");
    check("arn:aws:lambda:us-east-1:1:function:f:1:2", "too much: :2");
    check("arn:aws:states:us-east-1:1:activity:", "missing the name of the activity at 36");
}

#[test]
fn what_this_crate_does_not_judge() {
    check("arn:aws:sns:us-east-1:1:topic", "other ARN sns");
    check("arn:aws:lambda:us-east-1:1:layer:l:1", "other ARN lambda:us-east-1:1:layer");
    check("arn:aws:states:us-east-1:1:stateMachine:m", "other ARN stateMachine");
    check("arn:aws:states:::lambda:invoke.sinc", "optimized lambda invoke no such pattern");
    check("arn:aws:states:::lambda:invoke.", "optimized lambda invoke no such pattern");
    check("arn:aws:states:::lambda:invoke.sync:2", "optimized lambda invoke Sync2");
    check("arn:aws:states:::lambada:invoke", "optimized lambada invoke RequestResponse");
}

#[test]
fn any_text_is_read_without_a_panic() {
    let pieces =
        ["arn", ":", "aws", "states", "lambda", "${", "}", "{{", ".", "sync", "é", " ", "2", "function", "aws-sdk"];
    let mut seed = 1u32;
    for _ in 0..50_000 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(pieces[(seed >> 16) as usize % pieces.len()]);
        }
        if let Some(parts) = parse_resource(&text).integration() {
            assert_eq!(parts.action.span.of(&text), parts.action.text);
        }
    }
    assert_eq!(parse_resource(&"${".repeat(100_000)), Resource::Unknown(Unknown::Placeholder));
    assert_eq!(parse_resource(&":".repeat(100_000)), Resource::Malformed(Fault::NotAnArn));
}

#[test]
fn patterns_of_actions() {
    let refuses = |service: &str, action: &str| -> String {
        let action = optimized_service(service).unwrap().action(action).unwrap();
        let refused: Vec<_> =
            Pattern::ALL.into_iter().filter(|&pattern| action.refuses(pattern)).map(Pattern::suffix).collect();
        refused.join(" ")
    };
    assert_eq!(refuses("lambda", "invoke"), ".sync .sync:2");
    assert_eq!(refuses("states", "startExecution"), "");
    assert_eq!(refuses("dynamodb", "getItem"), ".sync .sync:2 .waitForTaskToken");
    assert_eq!(refuses("eks", "runJob"), ".sync:2");
    assert_eq!(refuses("eks", "call"), ".sync .sync:2");
    assert_eq!(refuses("bedrock", "createModelCustomizationJob"), ".sync:2");
    assert_eq!(refuses("glue", "startJobRun"), ".sync:2 .waitForTaskToken");
}

#[test]
fn tables_are_in_order_and_findable() {
    for service in optimized_services() {
        assert_eq!(optimized_service(service.id).unwrap().id, service.id);
        assert!(!service.actions.is_empty());
        for action in service.actions {
            assert!(action.patterns.contains(Pattern::RequestResponse), "{}:{}", service.id, action.name);
            assert_eq!(service.action(action.name).unwrap().name, action.name);
        }
    }
    for service in sdk_services() {
        assert_eq!(sdk_service(service.id).unwrap().id, service.id);
    }
    assert!(optimized_service("dynamo").is_none() && sdk_service("dynamo").is_none());
}

#[test]
fn services_of_the_sdk() {
    let sts = sdk_service("sts").unwrap();
    assert!(sts.is_unsupported("assumeRole") && sts.is_unsupported("AssumeRole"));
    assert!(!sts.is_unsupported("assumerole") && !sts.is_unsupported("getCallerIdentity") && !sts.is_unsupported(""));
    assert_eq!(sdk_service("sfn").unwrap().exception_prefix, "Sfn");
    assert_eq!(sdk_service_of_prefix("DynamoDb").unwrap().id, "dynamodb");
    assert!(sdk_service("qldb").unwrap().removed.is_some());
    for twins in crate::errors::prefix_twins() {
        assert!(sdk_service_of_prefix(twins.sdk).is_some(), "{}", twins.sdk);
        let known = |service: &OptimizedService| {
            service.error_prefixes.contains(&ErrorPrefix { prefix: twins.optimized, certain: true })
        };
        assert!(optimized_services().iter().any(known), "{}", twins.optimized);
    }
}

#[test]
fn headers_of_http_tasks() {
    assert!(is_forbidden_header("authorization") && is_forbidden_header("X-Amz-Date"));
    assert!(!is_forbidden_header("Content-Type") && !is_forbidden_header("x-am") && !is_forbidden_header("é"));
    assert_eq!(http_parameter("Method").unwrap().values, HTTP_METHODS);
}

#[test]
fn suffixes_read_back() {
    for pattern in Pattern::ALL {
        if let Some(text) = pattern.suffix().strip_prefix('.') {
            assert_eq!(Pattern::parse_suffix(text), Some(pattern));
        }
    }
    assert_eq!(Pattern::parse_suffix("waitForTasktoken"), None);
}
