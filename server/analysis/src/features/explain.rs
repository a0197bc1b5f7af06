//! The facts of an action of AWS, for the command line.

use asl_aws_models::{Member, Service, Shape, ShapeId};
use serde_json::{Value, json};

use crate::call::{Call, Way};
use crate::features::hover;
use crate::raised;

/// Parameters are written out this deep; a shape may reach itself.
const DEEPEST: usize = 3;

/// Finds the action that a person names: `dynamodb:putItem`, `aws-sdk:rds:describeDBInstances`, with a suffix or as a
/// whole resource. `None` where the models know no such action.
pub fn find(name: &str) -> Option<Call> {
    if name.starts_with("arn:") { Call::read(name) } else { Call::read(&format!("arn:aws:states:::{name}")) }
}

/// The actions that `name` may mean, best first, as the resource names them.
pub fn alike(name: &str, limit: usize) -> Vec<String> {
    let words = name.rsplit(":::").next().unwrap_or(name).replace("aws-sdk", " ");
    let sdk = |is_optimized: bool| if is_optimized { "" } else { "aws-sdk:" };
    let hits = asl_aws_models::search(&words, limit).into_iter();
    hits.map(|hit| format!("{}{}:{}", sdk(hit.is_optimized), hit.service, hit.action)).collect()
}

/// The card of the action, as Markdown.
pub fn card(call: &Call) -> Option<String> {
    hover::describe_call(&resource(call))
}

/// The facts of the action, as JSON.
pub fn facts(call: &Call) -> Value {
    let shapes = call.shapes();
    let structure = call.input().and_then(|id| shapes.structure(id));
    let (required, optional) = hover::parameters(call, structure);
    let parameter = |is_required: bool| move |member: &Member| describe(shapes, *member, is_required, 1);
    let parameters: Vec<Value> =
        required.iter().map(parameter(true)).chain(optional.iter().map(parameter(false))).collect();
    let result = call.output().and_then(|id| shapes.structure(id)).map(|result| {
        let members = result.members().map(|member| describe(shapes, member, member.is_required(), DEEPEST));
        members.collect::<Vec<Value>>()
    });
    let patterns: Vec<&str> = call.patterns().into_iter().map(hover::pattern_name).collect();
    json!({
        "resource": resource(call),
        "integration": if matches!(call.way, Way::Sdk(_)) { "aws-sdk" } else { "optimized" },
        "service": call.service_id(),
        "action": call.action(),
        "patterns": patterns,
        "supported": call.operation.exclusion().is_none(),
        "deprecated": call.operation.is_deprecated(),
        "parameters": parameters,
        "result": result,
        "errors": raised::of_action(call),
        "otherErrors": raised::of_service(call)
            .into_iter()
            .filter(|name| !call.operation.errors().contains(name))
            .collect::<Vec<_>>(),
        "reference": call.reference_url(),
    })
}

fn resource(call: &Call) -> String {
    format!("arn:aws:states:::{}{}", call.title(), call.pattern.suffix())
}

fn describe(shapes: &'static Service, member: Member, is_required: bool, depth: usize) -> Value {
    let mut facts = json!({
        "name": member.name(),
        "type": shapes.type_name(member.shape()),
        "required": is_required,
    });
    if let Value::Object(facts) = &mut facts {
        if member.is_deprecated() {
            facts.insert("deprecated".to_owned(), true.into());
        }
        if let Some((key, value)) = inside(shapes, member.shape(), depth) {
            facts.insert(key.to_owned(), value);
        }
    }
    facts
}

/// The words of an enumeration or the members of a structure, through the lists and maps around it.
fn inside(shapes: &'static Service, mut id: ShapeId, depth: usize) -> Option<(&'static str, Value)> {
    for _ in 0..=DEEPEST {
        match shapes.shape(id)? {
            Shape::List { element: inner } | Shape::Map { value: inner, .. } => id = inner,
            Shape::Enum { values, .. } => return Some(("values", values.iter().collect())),
            Shape::Structure(structure) if depth < DEEPEST => {
                let members = structure.members().map(|m| describe(shapes, m, m.is_required(), depth + 1));
                return Some(("members", members.collect()));
            }
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{alike, card, facts, find};
    use expect_test::expect;
    use serde_json::Value;

    #[test]
    fn cards() {
        let text = card(&find("dynamodb:putItem").unwrap()).unwrap();
        expect![[r#"
            **dynamodb:putItem** · Amazon DynamoDB, optimized integration

            Required: `TableName` (string), `Item` (map of AttributeValue).

            Optional: `Expected`, `ReturnValues`, `ReturnConsumedCapacity`, `ReturnItemCollectionMetrics`, `ConditionalOperator`, `ConditionExpression`, `ExpressionAttributeNames`, `ExpressionAttributeValues`, `ReturnValuesOnConditionCheckFailure`.

            Returns: `Attributes`, `ConsumedCapacity`, `ItemCollectionMetrics`.

            Errors: `DynamoDB.ConditionalCheckFailedException`, `DynamoDB.InternalServerErrorException`, `DynamoDB.ItemCollectionSizeLimitExceededException`, `DynamoDB.ProvisionedThroughputExceededException`, `DynamoDB.ReplicatedWriteConflictException`, `DynamoDB.RequestLimitExceededException`, `DynamoDB.ResourceNotFoundException`, `DynamoDB.ThrottlingException`, `DynamoDB.TransactionConflictException`, `DynamoDB.AmazonDynamoDBException`.

            Patterns: request-response.

            [API reference](https://docs.aws.amazon.com/goto/WebAPI/dynamodb-2012-08-10/PutItem) · [Integration](https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html)"#]].assert_eq(&text);
        let text = card(&find("aws-sdk:rds:describeDBInstances").unwrap()).unwrap();
        expect![[r#"
            **aws-sdk:rds:describeDBInstances** · RDS, AWS SDK integration

            Optional: `DbInstanceIdentifier`, `Filters`, `MaxRecords`, `Marker`.

            Returns: `Marker`, `DbInstances`.

            Errors: `Rds.DbInstanceNotFoundException`.

            Patterns: request-response, .waitForTaskToken.

            [API reference](https://docs.aws.amazon.com/goto/WebAPI/rds-2014-10-31/DescribeDBInstances)"#]]
        .assert_eq(&text);
    }

    #[test]
    fn facts_are_json() {
        let facts = facts(&find("aws-sdk:dynamodb:putItem").unwrap());
        let names = |list: &Value| -> Vec<String> {
            let items = list.as_array().into_iter().flatten();
            items.filter_map(|item| item["name"].as_str().map(str::to_owned)).collect()
        };
        assert_eq!(facts["resource"], "arn:aws:states:::aws-sdk:dynamodb:putItem");
        assert_eq!(names(&facts["parameters"])[..3], ["TableName", "Item", "Expected"]);
        assert_eq!(facts["parameters"][0]["required"], true);
        assert_eq!(facts["parameters"][1]["type"], "map of AttributeValue");
        assert!(names(&facts["parameters"][1]["members"]).contains(&"Bool".to_owned()));
        assert_eq!(facts["parameters"][3]["values"][1], "ALL_OLD");
        assert_eq!(names(&facts["result"]), ["Attributes", "ConsumedCapacity", "ItemCollectionMetrics"]);
        assert_eq!(facts["errors"][0], "DynamoDb.ConditionalCheckFailedException");
        assert!(facts["otherErrors"].as_array().unwrap().contains(&"DynamoDb.DynamoDbException".into()));
    }

    #[test]
    fn what_is_not_known_has_likenesses() {
        assert!(find("dynamo:putItem").is_none());
        expect!["dynamodb:putItem aws-sdk:dynamodb:putItem aws-sdk:dynamodb:startBulkPutItems"]
            .assert_eq(&alike("dynamo:putItem", 3).join(" "));
    }
}
