//! How Step Functions derives names from the names of an AWS service model.
//!
//! There are two regimes, and treating them as one is the usual mistake. `arn:aws:states:::aws-sdk:<service>:<action>`
//! speaks the names of the AWS SDK for Java, version 2: words are split and acronyms become words
//! (`DBInstanceIdentifier` is `DbInstanceIdentifier`). An optimized integration (`arn:aws:states:::dynamodb:putItem`)
//! speaks the names of version 1: only the first letter becomes large (`BOOL` stays `BOOL`).
//!
//! The rules are those of the public code generators of the two SDKs; the documented prefixes of the Step Functions
//! guide are the test.

/// The error prefix of a service from the id that its model states: `DynamoDB` gives `DynamoDb`, `SFN` gives `Sfn`,
/// `Cost and Usage Report Service` gives `CostAndUsageReport`. In lower case it is the service part of the resource.
pub fn service_prefix(model_id: &str) -> String {
    let name = pascal_case(model_id);
    let name = name.strip_prefix("Amazon").unwrap_or(&name);
    let name = name.strip_prefix("Aws").unwrap_or(name);
    name.strip_suffix("Service").unwrap_or(name).to_owned()
}

/// The action of a resource from an operation's name: `DescribeDBInstances` gives `describeDBInstances`.
pub fn action(operation: &str) -> String {
    un_capitalize(operation)
}

/// The name of a member of `structure` in an `aws-sdk` integration, given the service's model id and the names that
/// the model states: `SSEKMSKeyId` gives `SsekmsKeyId`, `equals` gives `EqualsValue`.
pub fn sdk_member(model_id: &str, structure: &str, member: &str) -> String {
    if let Some(renamed) = renamed_member(model_id, structure, member) {
        return renamed.to_owned();
    }
    let variable = un_capitalize(member);
    if is_reserved(&variable) {
        return capitalize(&un_capitalize(&format!("{variable}Value")));
    }
    capitalize(&variable)
}

/// The name of a member in an optimized integration: `awsvpcConfiguration` gives `AwsvpcConfiguration`, `SS` stays.
pub fn optimized_member(member: &str) -> String {
    capitalize(member)
}

/// The full name of an error in an `aws-sdk` integration, given the model id, its [`service_prefix`] and the error's
/// shape: `DBInstanceNotFoundFault` of RDS gives `Rds.DbInstanceNotFoundException`.
pub fn sdk_error(model_id: &str, prefix: &str, shape: &str) -> String {
    let shape = renamed_error(model_id, shape).unwrap_or(shape);
    let name = with_exception_suffix(shape, pascal_case);
    // The name of the base class is taken: a modelled error of that name is moved aside.
    if name.strip_suffix("Exception") == Some(prefix) {
        format!("{prefix}.Default{name}")
    } else {
        format!("{prefix}.{name}")
    }
}

/// The full name of the error that stands for whatever a service reports without modelling it: `S3` gives
/// `S3.S3Exception`.
pub fn sdk_base_error(prefix: &str) -> String {
    format!("{prefix}.{prefix}Exception")
}

/// The full name of the error of a call that never reached the service, such as a failed connection.
pub fn sdk_client_error(prefix: &str) -> String {
    format!("{prefix}.SdkClientException")
}

/// The full name of an error in an optimized integration, given the integration's own prefix and the error's shape:
/// `DynamoDB` and `RequestLimitExceeded` give `DynamoDB.RequestLimitExceededException`.
pub fn optimized_error(prefix: &str, shape: &str) -> String {
    format!("{prefix}.{}", with_exception_suffix(shape, capitalize))
}

/// The words of a name, each with a large first letter and the rest small, joined: `APIGateway` gives `ApiGateway`.
pub fn pascal_case(name: &str) -> String {
    split_words(name).iter().map(|word| capitalize(&word.to_ascii_lowercase())).collect()
}

/// Makes the leading run of capitals small, save the last of them where a small letter follows: `DBInstance` gives
/// `dbInstance`, `SSEKMSKeyId` gives `ssekmsKeyId`.
pub fn un_capitalize(name: &str) -> String {
    let mut rest = name.chars().peekable();
    let mut out = String::with_capacity(name.len());
    if let Some(first) = rest.next() {
        out.push(first.to_ascii_lowercase());
    }
    while let Some(&next) = rest.peek() {
        let mut after = rest.clone();
        after.next();
        let begins_word = after.next().is_some_and(|c| c.is_ascii_lowercase());
        if !next.is_ascii_uppercase() || begins_word {
            break;
        }
        out.push(next.to_ascii_lowercase());
        rest.next();
    }
    out.extend(rest);
    out
}

/// Makes the first letter large and leaves the rest alone.
pub fn capitalize(name: &str) -> String {
    let mut rest = name.chars();
    match rest.next() {
        Some(first) => first.to_ascii_uppercase().to_string() + rest.as_str(),
        None => String::new(),
    }
}

fn with_exception_suffix(shape: &str, case: fn(&str) -> String) -> String {
    match shape.strip_suffix("Fault") {
        Some(stem) => case(stem) + "Exception",
        None if shape.ends_with("Exception") => case(shape),
        None => case(shape) + "Exception",
    }
}

/// Members that the configuration of the Java generator renames.
fn renamed_member(model_id: &str, structure: &str, member: &str) -> Option<&'static str> {
    match (model_id, structure, member) {
        ("DynamoDB", "AttributeValue", "NULL") => Some("Nul"),
        ("EC2", "Image", "Public") => Some("PublicLaunchPermissions"),
        ("EC2", "FpgaImage", "Public") => Some("IsPublic"),
        _ => None,
    }
}

/// Error shapes that the configuration of the Java generator renames.
fn renamed_error(model_id: &str, shape: &str) -> Option<&'static str> {
    match (model_id, shape) {
        ("Elastic Load Balancing", "AccessPointNotFoundException") => Some("LoadBalancerNotFoundException"),
        ("Elastic Load Balancing", "DuplicateAccessPointName") => Some("DuplicateLoadBalancerName"),
        ("Elastic Load Balancing", "InvalidEndPoint") => Some("InvalidInstance"),
        ("Elastic Load Balancing", "TooManyAccessPoints") => Some("TooManyLoadBalancers"),
        ("Marketplace Commerce Analytics", "MarketplaceCommerceAnalyticsException") => {
            Some("MarketplaceCommerceAnalyticsServiceException")
        }
        _ => None,
    }
}

/// Whether a variable cannot bear this name in Java: keywords in any case, and methods that every request has.
fn is_reserved(variable: &str) -> bool {
    const KEYWORDS: [&str; 53] = [
        "abstract",
        "assert",
        "boolean",
        "break",
        "byte",
        "case",
        "catch",
        "char",
        "class",
        "const",
        "continue",
        "default",
        "do",
        "double",
        "else",
        "enum",
        "extends",
        "false",
        "final",
        "finally",
        "float",
        "for",
        "goto",
        "if",
        "implements",
        "import",
        "instanceof",
        "int",
        "interface",
        "long",
        "native",
        "new",
        "null",
        "package",
        "private",
        "protected",
        "public",
        "return",
        "short",
        "static",
        "strictfp",
        "super",
        "switch",
        "synchronized",
        "this",
        "throw",
        "throws",
        "transient",
        "true",
        "try",
        "void",
        "volatile",
        "while",
    ];
    const METHODS: [&str; 13] = [
        "equals",
        "finalize",
        "getClass",
        "hashCode",
        "notify",
        "notifyAll",
        "toString",
        "wait",
        "builder",
        "sdkFields",
        "toBuilder",
        "overrideConfiguration",
        "sdkHttpResponse",
    ];
    KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(variable)) || METHODS.contains(&variable)
}

fn split_words(name: &str) -> Vec<String> {
    let name: Vec<char> = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let name = set_version_apart(&name, 'v', |c| !c.is_ascii_lowercase());
    let name = set_version_apart(&name, 'V', |c| !c.is_ascii_uppercase());
    let mut spaced = String::with_capacity(name.len() + 8);
    for (at, &here) in name.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| name.get(at)).copied().unwrap_or(' ');
        let after = name.get(at + 1).copied().unwrap_or(' ');
        let after_small = before.is_ascii_lowercase() && here.is_ascii_uppercase() && after.is_ascii_alphanumeric();
        let ends_acronym = before.is_ascii_uppercase() && here.is_ascii_uppercase() && after.is_ascii_lowercase();
        let after_digit = before.is_ascii_digit() && here.is_ascii_alphabetic();
        if after_small || ends_acronym || after_digit {
            spaced.push(' ');
        }
        spaced.push(here);
    }
    spaced.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Puts spaces around `mark` with its digits where two or more characters before it are all `other`.
fn set_version_apart(name: &[char], mark: char, other: fn(char) -> bool) -> Vec<char> {
    let mut out = Vec::with_capacity(name.len() + 4);
    let mut others = 0;
    let mut at = 0;
    while let Some(&here) = name.get(at) {
        let digits = name.iter().skip(at + 1).take_while(|c| c.is_ascii_digit()).count();
        if here == mark && others >= 2 && digits > 0 {
            out.push(' ');
            out.extend(name.iter().skip(at).take(1 + digits));
            out.push(' ');
            at += 1 + digits;
            others = 0;
        } else {
            others = if other(here) { others + 1 } else { 0 };
            out.push(here);
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes() {
        for (model_id, expected) in [
            ("DynamoDB", "DynamoDb"),
            ("SFN", "Sfn"),
            ("FSx", "FSx"),
            ("Cost and Usage Report Service", "CostAndUsageReport"),
            ("Elastic Load Balancing v2", "ElasticLoadBalancingV2"),
            ("ApiGatewayV2", "ApiGatewayV2"),
            ("Route53Resolver", "Route53Resolver"),
            ("IoT 1Click Devices Service", "Iot1ClickDevices"),
            ("b2bi", "B2Bi"),
        ] {
            assert_eq!(service_prefix(model_id), expected);
        }
    }

    #[test]
    fn members() {
        for (model_id, structure, member, sdk, optimized) in [
            ("RDS", "", "DBInstanceIdentifier", "DbInstanceIdentifier", "DBInstanceIdentifier"),
            ("S3", "", "SSEKMSKeyId", "SsekmsKeyId", "SSEKMSKeyId"),
            ("S3", "", "ACL", "Acl", "ACL"),
            ("S3", "", "ETag", "ETag", "ETag"),
            ("RDS", "", "MultiAZ", "MultiAZ", "MultiAZ"),
            ("S3", "", "ChecksumCRC32", "ChecksumCRC32", "ChecksumCRC32"),
            ("ECS", "", "awsvpcConfiguration", "AwsvpcConfiguration", "AwsvpcConfiguration"),
            ("DynamoDB", "AttributeValue", "NULL", "Nul", "NULL"),
            ("DynamoDB", "AttributeValue", "BOOL", "Bool", "BOOL"),
            ("Bedrock Agent Runtime", "RetrievalFilter", "equals", "EqualsValue", "Equals"),
            ("EC2", "Image", "Public", "PublicLaunchPermissions", "Public"),
            ("EC2", "Volume", "Default", "DefaultValue", "Default"),
            ("AccessAnalyzer", "", "if", "IfValue", "If"),
        ] {
            assert_eq!(sdk_member(model_id, structure, member), sdk, "{member}");
            assert_eq!(optimized_member(member), optimized, "{member}");
        }
    }

    #[test]
    fn errors() {
        for (model_id, prefix, shape, expected) in [
            ("RDS", "Rds", "DBInstanceNotFoundFault", "Rds.DbInstanceNotFoundException"),
            ("S3", "S3", "NoSuchKey", "S3.NoSuchKeyException"),
            ("SSM", "Ssm", "ParameterNotFound", "Ssm.ParameterNotFoundException"),
            ("X", "Thing", "ThingException", "Thing.DefaultThingException"),
            (
                "Elastic Load Balancing",
                "ElasticLoadBalancing",
                "InvalidEndPoint",
                "ElasticLoadBalancing.InvalidInstanceException",
            ),
        ] {
            assert_eq!(sdk_error(model_id, prefix, shape), expected);
        }
        assert_eq!(sdk_base_error("Ec2"), "Ec2.Ec2Exception");
        assert_eq!(sdk_client_error("Ec2"), "Ec2.SdkClientException");
        assert_eq!(optimized_error("DynamoDB", "RequestLimitExceeded"), "DynamoDB.RequestLimitExceededException");
    }

    #[test]
    fn actions() {
        assert_eq!(action("DescribeDBInstances"), "describeDBInstances");
        assert_eq!(action(""), "");
    }
}
