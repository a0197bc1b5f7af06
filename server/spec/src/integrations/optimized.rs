//! The optimized integrations.

use super::Pattern::{RequestResponse, Sync, Sync2, WaitForTaskToken};
use super::{Pattern, Patterns};

/// A service with an optimized integration.
#[derive(Debug, Clone, Copy)]
pub struct OptimizedService {
    /// The segment of the ARN behind `states:::`.
    pub id: &'static str,
    /// The name of the service.
    pub title: &'static str,
    /// The actions.
    pub actions: &'static [Action],
    /// The starts of the names of its errors.
    pub error_prefixes: &'static [ErrorPrefix],
    /// What else is worth knowing.
    pub note: Option<&'static str>,
    /// The page of the AWS documentation.
    pub url: &'static str,
}

/// The start of the names of a service's errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErrorPrefix {
    /// The prefix without its dot.
    pub prefix: &'static str,
    /// Whether it is documented or was recorded; otherwise it is likely only.
    pub certain: bool,
}

/// An action of an optimized integration.
#[derive(Debug, Clone, Copy)]
pub struct Action {
    /// The name in camelCase, as in the ARN.
    pub name: &'static str,
    /// The patterns that it supports.
    pub patterns: Patterns,
    /// Patterns on which the sources disagree, or of which nobody is sure.
    pub uncertain_patterns: Patterns,
    /// The parameters that must be there.
    pub required: &'static [&'static str],
    /// Whether the service was seen to refuse a definition without the required parameters.
    pub required_is_measured: bool,
    /// Further parameters that the documentation names; the list may be incomplete.
    pub optional: &'static [&'static str],
    /// Parameters that are refused together with `.sync`.
    pub refused_with_sync: &'static [&'static str],
    /// The errors that the action raises beside those of the API.
    pub errors: &'static [&'static str],
    /// The action of the API behind it, as `service.Action` with the service's SDK name; `None` when the integration
    /// has parameters of its own.
    pub api: Option<&'static str>,
    /// The action of the API whose result a `.sync` task gives, where it is known.
    pub sync_result: Option<&'static str>,
    /// What else is worth knowing.
    pub note: Option<&'static str>,
}

impl OptimizedService {
    /// The action with exactly this name.
    pub fn action(&self, name: &str) -> Option<&'static Action> {
        self.actions.iter().find(|action| action.name == name)
    }
}

impl Action {
    /// Whether the service certainly refuses the action with this pattern.
    pub const fn refuses(&self, pattern: Pattern) -> bool {
        !self.patterns.contains(pattern) && !self.uncertain_patterns.contains(pattern)
    }
}

/// All services, in alphabetical order of their ids, the HTTP task included.
pub fn optimized_services() -> &'static [OptimizedService] {
    &SERVICES
}

/// The service with exactly this id.
pub fn optimized_service(id: &str) -> Option<&'static OptimizedService> {
    let at = SERVICES.binary_search_by(|service| service.id.cmp(id)).ok()?;
    SERVICES.get(at)
}

const fn action(name: &'static str, patterns: &[Pattern]) -> Action {
    Action {
        name,
        patterns: Patterns::of(patterns),
        uncertain_patterns: Patterns::NONE,
        required: &[],
        required_is_measured: false,
        optional: &[],
        refused_with_sync: &[],
        errors: &[],
        api: None,
        sync_result: None,
        note: None,
    }
}

const fn certain(prefix: &'static str) -> ErrorPrefix {
    ErrorPrefix { prefix, certain: true }
}

const fn likely(prefix: &'static str) -> ErrorPrefix {
    ErrorPrefix { prefix, certain: false }
}

static SERVICES: [OptimizedService; 22] = [
    OptimizedService {
        id: "apigateway",
        title: "Amazon API Gateway",
        actions: &[Action {
            required: &["ApiEndpoint", "Method"],
            optional: &["Headers", "Stage", "Path", "QueryParameters", "RequestBody", "AllowNullValues", "AuthType"],
            errors: &["ApiGateway.<statusCode>"],
            note: Some(
                "`ApiEndpoint` is a host name. `AuthType` is `NO_AUTH` (the default), `IAM_ROLE` or `RESOURCE_POLICY`. The values in `Headers` and `QueryParameters` are lists.",
            ),
            ..action("invoke", &[RequestResponse, WaitForTaskToken])
        }],
        error_prefixes: &[certain("ApiGateway")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-api-gateway.html",
    },
    OptimizedService {
        id: "athena",
        title: "Amazon Athena",
        actions: &[
            Action {
                api: Some("athena.StartQueryExecution"),
                sync_result: Some("athena.GetQueryExecution"),
                ..action("startQueryExecution", &[RequestResponse, Sync])
            },
            Action { api: Some("athena.StopQueryExecution"), ..action("stopQueryExecution", &[RequestResponse]) },
            Action { api: Some("athena.GetQueryExecution"), ..action("getQueryExecution", &[RequestResponse]) },
            Action { api: Some("athena.GetQueryResults"), ..action("getQueryResults", &[RequestResponse]) },
        ],
        error_prefixes: &[likely("Athena")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-athena.html",
    },
    OptimizedService {
        id: "batch",
        title: "AWS Batch",
        actions: &[Action {
            optional: &[
                "ArrayProperties",
                "ContainerOverrides",
                "DependsOn",
                "JobDefinition",
                "JobName",
                "JobQueue",
                "Parameters",
                "PropagateTags",
                "RetryStrategy",
                "Tags",
                "Timeout",
            ],
            api: Some("batch.SubmitJob"),
            sync_result: Some("batch.DescribeJobs#jobs[0]"),
            note: Some("The Batch API itself requires `JobName`, `JobQueue` and `JobDefinition`."),
            ..action("submitJob", &[RequestResponse, Sync])
        }],
        error_prefixes: &[likely("Batch")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html",
    },
    OptimizedService {
        id: "bedrock",
        title: "Amazon Bedrock",
        actions: &[
            Action {
                required: &["ModelId"],
                optional: &["Body", "Input", "Output", "Accept", "ContentType"],
                api: Some("bedrock-runtime.InvokeModel"),
                note: Some(
                    "`Body` and `Input` exclude each other; `Input.S3Uri` and `Output.S3Uri` exist only here. The `Body` of the result is parsed.",
                ),
                ..action("invokeModel", &[RequestResponse, WaitForTaskToken])
            },
            Action {
                uncertain_patterns: Patterns::of(&[WaitForTaskToken]),
                api: Some("bedrock.CreateModelCustomizationJob"),
                note: Some("It is not documented whether the action works with a task token."),
                ..action("createModelCustomizationJob", &[RequestResponse, Sync])
            },
        ],
        error_prefixes: &[likely("Bedrock")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-bedrock.html",
    },
    OptimizedService {
        id: "bedrockagentcore",
        title: "Amazon Bedrock AgentCore",
        actions: &[Action {
            required: &["HarnessArn"],
            optional: &[
                "RuntimeSessionId",
                "Messages",
                "SystemPrompt",
                "Model",
                "Tools",
                "AllowedTools",
                "ActorId",
                "MaxIterations",
                "TimeoutSeconds",
            ],
            api: Some("bedrock-agentcore.InvokeHarness"),
            note: Some("The task is cut off after 900 seconds, whatever `TimeoutSeconds` says."),
            ..action("invokeHarness", &[RequestResponse])
        }],
        error_prefixes: &[certain("BedrockAgentCore")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-bedrockagentcore.html",
    },
    OptimizedService {
        id: "codebuild",
        title: "AWS CodeBuild",
        actions: &[
            Action { api: Some("codebuild.StartBuild"), ..action("startBuild", &[RequestResponse, Sync]) },
            Action { api: Some("codebuild.StopBuild"), ..action("stopBuild", &[RequestResponse]) },
            Action { api: Some("codebuild.BatchDeleteBuilds"), ..action("batchDeleteBuilds", &[RequestResponse]) },
            Action { api: Some("codebuild.BatchGetReports"), ..action("batchGetReports", &[RequestResponse]) },
            Action { api: Some("codebuild.StartBuildBatch"), ..action("startBuildBatch", &[RequestResponse, Sync]) },
            Action { api: Some("codebuild.StopBuildBatch"), ..action("stopBuildBatch", &[RequestResponse]) },
            Action { api: Some("codebuild.RetryBuildBatch"), ..action("retryBuildBatch", &[RequestResponse, Sync]) },
            Action { api: Some("codebuild.DeleteBuildBatch"), ..action("deleteBuildBatch", &[RequestResponse]) },
        ],
        error_prefixes: &[likely("CodeBuild")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-codebuild.html",
    },
    OptimizedService {
        id: "databrew",
        title: "AWS Glue DataBrew",
        actions: &[Action {
            api: Some("databrew.StartJobRun"),
            note: Some("The DataBrew API itself requires `Name`."),
            ..action("startJobRun", &[RequestResponse, Sync])
        }],
        error_prefixes: &[likely("DataBrew")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-databrew.html",
    },
    OptimizedService {
        id: "dynamodb",
        title: "Amazon DynamoDB",
        actions: &[
            Action {
                required: &["TableName", "Key"],
                required_is_measured: true,
                api: Some("dynamodb.GetItem"),
                ..action("getItem", &[RequestResponse])
            },
            Action {
                required: &["TableName", "Item"],
                required_is_measured: true,
                api: Some("dynamodb.PutItem"),
                ..action("putItem", &[RequestResponse])
            },
            Action {
                api: Some("dynamodb.UpdateItem"),
                note: Some("The DynamoDB API itself requires `TableName` and `Key`."),
                ..action("updateItem", &[RequestResponse])
            },
            Action {
                api: Some("dynamodb.DeleteItem"),
                note: Some("The DynamoDB API itself requires `TableName` and `Key`."),
                ..action("deleteItem", &[RequestResponse])
            },
        ],
        error_prefixes: &[certain("DynamoDB")],
        note: Some("It has these four actions only; every other one is reached through `aws-sdk:dynamodb`."),
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html",
    },
    OptimizedService {
        id: "ecs",
        title: "Amazon ECS/Fargate",
        actions: &[Action {
            required: &["TaskDefinition"],
            required_is_measured: true,
            optional: &[
                "Cluster",
                "Group",
                "LaunchType",
                "NetworkConfiguration",
                "Overrides",
                "PlacementConstraints",
                "PlacementStrategy",
                "PlatformVersion",
                "PropagateTags",
                "EnableExecuteCommand",
            ],
            refused_with_sync: &["Count", "StartedBy"],
            api: Some("ecs.RunTask"),
            sync_result: Some("ecs.DescribeTasks#tasks[0]"),
            note: Some(
                "With `.sync` or a task token, a non-empty `Failures` list fails the task with `AmazonECS.Unknown`.",
            ),
            ..action("runTask", &[RequestResponse, Sync, WaitForTaskToken])
        }],
        error_prefixes: &[certain("AmazonECS"), likely("ECS")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html",
    },
    OptimizedService {
        id: "eks",
        title: "Amazon EKS",
        actions: &[
            Action {
                uncertain_patterns: Patterns::of(&[WaitForTaskToken]),
                api: Some("eks.CreateCluster"),
                ..action("createCluster", &[RequestResponse, Sync])
            },
            Action {
                uncertain_patterns: Patterns::of(&[WaitForTaskToken]),
                api: Some("eks.DeleteCluster"),
                ..action("deleteCluster", &[RequestResponse, Sync])
            },
            Action {
                uncertain_patterns: Patterns::of(&[WaitForTaskToken]),
                api: Some("eks.CreateFargateProfile"),
                ..action("createFargateProfile", &[RequestResponse, Sync])
            },
            Action {
                uncertain_patterns: Patterns::of(&[WaitForTaskToken]),
                api: Some("eks.DeleteFargateProfile"),
                ..action("deleteFargateProfile", &[RequestResponse, Sync])
            },
            Action {
                uncertain_patterns: Patterns::of(&[WaitForTaskToken]),
                api: Some("eks.CreateNodegroup"),
                ..action("createNodegroup", &[RequestResponse, Sync])
            },
            Action {
                uncertain_patterns: Patterns::of(&[WaitForTaskToken]),
                api: Some("eks.DeleteNodegroup"),
                ..action("deleteNodegroup", &[RequestResponse, Sync])
            },
            Action {
                uncertain_patterns: Patterns::of(&[WaitForTaskToken]),
                required: &["ClusterName", "CertificateAuthority", "Endpoint", "Job"],
                optional: &["Namespace", "LogOptions"],
                ..action("runJob", &[RequestResponse, Sync])
            },
            Action {
                uncertain_patterns: Patterns::of(&[WaitForTaskToken]),
                required: &["ClusterName", "CertificateAuthority", "Endpoint", "Method", "Path"],
                optional: &["QueryParameters", "RequestBody"],
                errors: &["EKS.<statusCode>"],
                ..action("call", &[RequestResponse])
            },
        ],
        error_prefixes: &[likely("EKS")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-eks.html",
    },
    OptimizedService {
        id: "elasticmapreduce",
        title: "Amazon EMR",
        actions: &[
            Action {
                api: Some("emr.RunJobFlow"),
                note: Some("`Instances.KeepJobFlowAliveWhenNoSteps` must be `true`, and `Steps` is not allowed."),
                ..action("createCluster", &[RequestResponse, Sync])
            },
            Action {
                required: &["ClusterId", "TerminationProtected"],
                ..action("setClusterTerminationProtection", &[RequestResponse])
            },
            Action { required: &["ClusterId"], ..action("terminateCluster", &[RequestResponse, Sync]) },
            Action {
                required: &["ClusterId", "Step"],
                optional: &["ExecutionRoleArn"],
                note: Some("It takes one `Step` object."),
                ..action("addStep", &[RequestResponse, Sync])
            },
            Action { required: &["ClusterId", "StepId"], ..action("cancelStep", &[RequestResponse]) },
            Action {
                required: &["ClusterId", "InstanceFleetName"],
                optional: &["InstanceFleet"],
                ..action("modifyInstanceFleetByName", &[RequestResponse])
            },
            Action {
                required: &["ClusterId", "InstanceGroupName"],
                optional: &["InstanceGroup"],
                ..action("modifyInstanceGroupByName", &[RequestResponse])
            },
        ],
        error_prefixes: &[],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr.html",
    },
    OptimizedService {
        id: "emr-containers",
        title: "Amazon EMR on EKS",
        actions: &[
            Action {
                api: Some("emr-containers.CreateVirtualCluster"),
                ..action("createVirtualCluster", &[RequestResponse])
            },
            Action {
                api: Some("emr-containers.DeleteVirtualCluster"),
                ..action("deleteVirtualCluster", &[RequestResponse, Sync])
            },
            Action { api: Some("emr-containers.StartJobRun"), ..action("startJobRun", &[RequestResponse, Sync]) },
        ],
        error_prefixes: &[likely("EMRContainers")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr-eks.html",
    },
    OptimizedService {
        id: "emr-serverless",
        title: "Amazon EMR Serverless",
        actions: &[
            Action {
                api: Some("emr-serverless.CreateApplication"),
                ..action("createApplication", &[RequestResponse, Sync])
            },
            Action {
                api: Some("emr-serverless.StartApplication"),
                note: Some("The result also holds `ApplicationId`."),
                ..action("startApplication", &[RequestResponse, Sync])
            },
            Action {
                api: Some("emr-serverless.StopApplication"),
                note: Some("The result also holds `ApplicationId`."),
                ..action("stopApplication", &[RequestResponse, Sync])
            },
            Action {
                api: Some("emr-serverless.DeleteApplication"),
                note: Some("The result also holds `ApplicationId`."),
                ..action("deleteApplication", &[RequestResponse, Sync])
            },
            Action { api: Some("emr-serverless.StartJobRun"), ..action("startJobRun", &[RequestResponse, Sync]) },
            Action { api: Some("emr-serverless.CancelJobRun"), ..action("cancelJobRun", &[RequestResponse, Sync]) },
        ],
        error_prefixes: &[likely("EMRServerless")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr-serverless.html",
    },
    OptimizedService {
        id: "events",
        title: "Amazon EventBridge",
        actions: &[Action {
            required: &["Entries"],
            required_is_measured: true,
            errors: &["EventBridge.FailedEntry"],
            api: Some("events.PutEvents"),
            note: Some(
                "A positive `FailedEntryCount` fails the task with `EventBridge.FailedEntry`. The `Detail` of an entry may be an object.",
            ),
            ..action("putEvents", &[RequestResponse, WaitForTaskToken])
        }],
        error_prefixes: &[certain("EventBridge")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html",
    },
    OptimizedService {
        id: "glue",
        title: "AWS Glue",
        actions: &[Action {
            required: &["JobName"],
            required_is_measured: true,
            api: Some("glue.StartJobRun"),
            sync_result: Some("glue.GetJobRun#JobRun"),
            note: Some("The result also holds `JobName`."),
            ..action("startJobRun", &[RequestResponse, Sync])
        }],
        error_prefixes: &[likely("Glue")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-glue.html",
    },
    OptimizedService {
        id: "http",
        title: "HTTP task",
        actions: &[Action {
            required: &["ApiEndpoint", "Method"],
            optional: &["InvocationConfig", "Authentication", "Headers", "QueryParameters", "RequestBody", "Transform"],
            errors: &[
                "States.Http.StatusCode.<code>",
                "States.Http.Socket",
                "Events.ConnectionResource.InvalidConnectionState",
                "Events.ConnectionResource.InvalidPrivateConnectionState",
                "Events.ConnectionResource.AccessDenied",
                "Events.ConnectionResource.ResourceNotFound",
                "Events.ConnectionResource.AuthInProgress",
                "Events.ConnectionResource.ConcurrentModification",
                "Events.ConnectionResource.InternalError",
            ],
            note: Some(
                "It needs the ARN of an EventBridge connection in `InvocationConfig.ConnectionArn` (or, in older definitions, `Authentication.ConnectionArn`).",
            ),
            ..action("invoke", &[RequestResponse])
        }],
        error_prefixes: &[],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html",
    },
    OptimizedService {
        id: "lambda",
        title: "AWS Lambda",
        actions: &[Action {
            required: &["FunctionName"],
            required_is_measured: true,
            optional: &["ClientContext", "InvocationType", "LogType", "Payload", "Qualifier"],
            api: Some("lambda.Invoke"),
            note: Some(
                "`Payload` may be any JSON, and the `Payload` of the result is parsed. `InvocationType` is `RequestResponse` (the default), `Event` or `DryRun`.",
            ),
            ..action("invoke", &[RequestResponse, WaitForTaskToken])
        }],
        error_prefixes: &[certain("Lambda")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html",
    },
    OptimizedService {
        id: "mediaconvert",
        title: "AWS Elemental MediaConvert",
        actions: &[Action { api: Some("mediaconvert.CreateJob"), ..action("createJob", &[RequestResponse, Sync]) }],
        error_prefixes: &[likely("MediaConvert")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-mediaconvert.html",
    },
    OptimizedService {
        id: "sagemaker",
        title: "Amazon SageMaker AI",
        actions: &[
            Action { api: Some("sagemaker.CreateEndpoint"), ..action("createEndpoint", &[RequestResponse]) },
            Action {
                api: Some("sagemaker.CreateEndpointConfig"),
                ..action("createEndpointConfig", &[RequestResponse])
            },
            Action {
                api: Some("sagemaker.CreateHyperParameterTuningJob"),
                sync_result: Some("sagemaker.DescribeHyperParameterTuningJob"),
                ..action("createHyperParameterTuningJob", &[RequestResponse, Sync])
            },
            Action {
                api: Some("sagemaker.CreateLabelingJob"),
                sync_result: Some("sagemaker.DescribeLabelingJob"),
                ..action("createLabelingJob", &[RequestResponse, Sync])
            },
            Action { api: Some("sagemaker.CreateModel"), ..action("createModel", &[RequestResponse]) },
            Action {
                api: Some("sagemaker.CreateProcessingJob"),
                sync_result: Some("sagemaker.DescribeProcessingJob"),
                ..action("createProcessingJob", &[RequestResponse, Sync])
            },
            Action {
                api: Some("sagemaker.CreateTrainingJob"),
                sync_result: Some("sagemaker.DescribeTrainingJob"),
                ..action("createTrainingJob", &[RequestResponse, Sync])
            },
            Action {
                api: Some("sagemaker.CreateTransformJob"),
                sync_result: Some("sagemaker.DescribeTransformJob"),
                ..action("createTransformJob", &[RequestResponse, Sync])
            },
            Action { api: Some("sagemaker.UpdateEndpoint"), ..action("updateEndpoint", &[RequestResponse]) },
        ],
        error_prefixes: &[likely("SageMaker")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-sagemaker.html",
    },
    OptimizedService {
        id: "sns",
        title: "Amazon SNS",
        actions: &[Action {
            required: &["Message"],
            required_is_measured: true,
            optional: &[
                "MessageAttributes",
                "MessageStructure",
                "MessageDeduplicationId",
                "MessageGroupId",
                "PhoneNumber",
                "Subject",
                "TargetArn",
                "TopicArn",
            ],
            api: Some("sns.Publish"),
            note: Some(
                "The SNS API itself requires one of `TopicArn`, `TargetArn` and `PhoneNumber`. `Message` may be an object.",
            ),
            ..action("publish", &[RequestResponse, WaitForTaskToken])
        }],
        error_prefixes: &[certain("SNS")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html",
    },
    OptimizedService {
        id: "sqs",
        title: "Amazon SQS",
        actions: &[Action {
            required: &["QueueUrl", "MessageBody"],
            required_is_measured: true,
            optional: &["DelaySeconds", "MessageAttributes", "MessageDeduplicationId", "MessageGroupId"],
            api: Some("sqs.SendMessage"),
            note: Some("`MessageBody` may be an object."),
            ..action("sendMessage", &[RequestResponse, WaitForTaskToken])
        }],
        error_prefixes: &[certain("SQS")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html",
    },
    OptimizedService {
        id: "states",
        title: "AWS Step Functions",
        actions: &[Action {
            required: &["StateMachineArn"],
            required_is_measured: true,
            optional: &["Input", "Name"],
            api: Some("stepfunctions.StartExecution"),
            sync_result: Some("stepfunctions.DescribeExecution"),
            note: Some("With `.sync` the `Output` of the result is a string, with `.sync:2` it is parsed JSON."),
            ..action("startExecution", &[RequestResponse, Sync, Sync2, WaitForTaskToken])
        }],
        error_prefixes: &[certain("StepFunctions")],
        note: None,
        url: "https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html",
    },
];
