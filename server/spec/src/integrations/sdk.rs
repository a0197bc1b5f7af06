//! The services that the AWS SDK integrations reach.

/// One service.
#[derive(Debug, Clone, Copy)]
pub struct SdkService {
    /// The segment of the ARN behind `aws-sdk:`.
    pub id: &'static str,
    /// The start of the names of its errors, without the dot.
    pub exception_prefix: &'static str,
    /// The actions that the service has but Step Functions does not reach, in PascalCase.
    pub unsupported_actions: &'static [&'static str],
    /// The day on which the integration was withdrawn, as `YYYY-MM-DD`.
    pub removed: Option<&'static str>,
    /// The day on which the integration was added, where it is recent.
    pub added: Option<&'static str>,
    /// What else is worth knowing.
    pub note: Option<&'static str>,
}

impl SdkService {
    /// Whether Step Functions does not reach `action`, given in camelCase as in an ARN or in PascalCase.
    pub fn is_unsupported(&self, action: &str) -> bool {
        self.unsupported_actions.iter().any(|unsupported| {
            let (ours, theirs) = (unsupported.as_bytes(), action.as_bytes());
            ours.len() == theirs.len()
                && ours
                    .first()
                    .zip(theirs.first())
                    .is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
                && ours.get(1..) == theirs.get(1..)
        })
    }
}

/// All services, in alphabetical order. AWS adds some several times a year: one that is missing here may exist.
pub fn sdk_services() -> &'static [SdkService] {
    &SERVICES
}

/// The service with exactly this id.
pub fn sdk_service(id: &str) -> Option<&'static SdkService> {
    let at = SERVICES
        .binary_search_by(|service| service.id.cmp(id))
        .ok()?;
    SERVICES.get(at)
}

/// The service whose errors start with exactly this prefix, given without the dot.
pub fn sdk_service_of_prefix(prefix: &str) -> Option<&'static SdkService> {
    SERVICES
        .iter()
        .find(|service| service.exception_prefix == prefix)
}

const fn service(id: &'static str, exception_prefix: &'static str) -> SdkService {
    SdkService {
        id,
        exception_prefix,
        unsupported_actions: &[],
        removed: None,
        added: None,
        note: None,
    }
}

static SERVICES: [SdkService; 391] = [
    service("accessanalyzer", "AccessAnalyzer"),
    service("account", "Account"),
    service("acm", "Acm"),
    service("acmpca", "AcmPca"),
    service("amp", "Amp"),
    service("amplify", "Amplify"),
    service("amplifybackend", "AmplifyBackend"),
    service("amplifyuibuilder", "AmplifyUiBuilder"),
    service("apigateway", "ApiGateway"),
    service("apigatewayv2", "ApiGatewayV2"),
    service("appconfig", "AppConfig"),
    service("appconfigdata", "AppConfigData"),
    service("appfabric", "AppFabric"),
    service("appflow", "Appflow"),
    service("appintegrations", "AppIntegrations"),
    service("applicationautoscaling", "ApplicationAutoScaling"),
    service("applicationcostprofiler", "ApplicationCostProfiler"),
    SdkService {
        unsupported_actions: &["DescribeExportConfigurations", "ExportConfigurations"],
        ..service("applicationdiscovery", "ApplicationDiscovery")
    },
    service("applicationinsights", "ApplicationInsights"),
    service("applicationsignals", "ApplicationSignals"),
    service("appmesh", "AppMesh"),
    service("apprunner", "AppRunner"),
    service("appstream", "AppStream"),
    service("appsync", "AppSync"),
    SdkService {
        removed: Some("2026-03-12"),
        ..service("apptest", "AppTest")
    },
    service("arczonalshift", "ArcZonalShift"),
    service("athena", "Athena"),
    service("auditmanager", "AuditManager"),
    service("autoscaling", "AutoScaling"),
    service("autoscalingplans", "AutoScalingPlans"),
    service("b2bi", "B2Bi"),
    service("backup", "Backup"),
    service("backupgateway", "BackupGateway"),
    service("backupsearch", "BackupSearch"),
    service("batch", "Batch"),
    service("bcmdataexports", "BcmDataExports"),
    service("bcmpricingcalculator", "BcmPricingCalculator"),
    service("bedrock", "Bedrock"),
    service("bedrockagent", "BedrockAgent"),
    SdkService {
        added: Some("2026-03-12"),
        ..service("bedrockagentcore", "BedrockAgentCore")
    },
    SdkService {
        unsupported_actions: &[
            "InvokeAgent",
            "InvokeFlow",
            "InvokeInlineAgent",
            "OptimizePrompt",
            "RetrieveAndGenerateStream",
        ],
        ..service("bedrockagentruntime", "BedrockAgentRuntime")
    },
    service("bedrockdataautomation", "BedrockDataAutomation"),
    service(
        "bedrockdataautomationruntime",
        "BedrockDataAutomationRuntime",
    ),
    SdkService {
        unsupported_actions: &["InvokeModelWithResponseStream", "ConverseStream"],
        ..service("bedrockruntime", "BedrockRuntime")
    },
    service("billing", "Billing"),
    service("billingconductor", "Billingconductor"),
    service("braket", "Braket"),
    service("budgets", "Budgets"),
    service("chime", "Chime"),
    service("chimesdkidentity", "ChimeSdkIdentity"),
    service("chimesdkmediapipelines", "ChimeSdkMediaPipelines"),
    service("chimesdkmeetings", "ChimeSdkMeetings"),
    service("chimesdkmessaging", "ChimeSdkMessaging"),
    service("chimesdkvoice", "ChimeSdkVoice"),
    service("cleanrooms", "CleanRooms"),
    service("cleanroomsml", "CleanRoomsMl"),
    service("cloud9", "Cloud9"),
    service("cloudcontrol", "CloudControl"),
    service("clouddirectory", "CloudDirectory"),
    service("cloudformation", "CloudFormation"),
    service("cloudfront", "CloudFront"),
    service("cloudfrontkeyvaluestore", "CloudFrontKeyValueStore"),
    service("cloudhsm", "CloudHsm"),
    service("cloudhsmv2", "CloudHsmV2"),
    service("cloudsearch", "CloudSearch"),
    service("cloudtrail", "CloudTrail"),
    service("cloudtraildata", "CloudTrailData"),
    service("cloudwatch", "CloudWatch"),
    SdkService {
        unsupported_actions: &["StartLiveTail"],
        ..service("cloudwatchlogs", "CloudWatchLogs")
    },
    service("codeartifact", "Codeartifact"),
    service("codebuild", "CodeBuild"),
    service("codecatalyst", "CodeCatalyst"),
    service("codecommit", "CodeCommit"),
    service("codeconnections", "CodeConnections"),
    SdkService {
        unsupported_actions: &[
            "BatchGetDeploymentInstances",
            "GetDeploymentInstance",
            "ListDeploymentInstances",
            "SkipWaitTimeForInstanceTermination",
        ],
        ..service("codedeploy", "CodeDeploy")
    },
    service("codeguruprofiler", "CodeGuruProfiler"),
    service("codegurureviewer", "CodeGuruReviewer"),
    service("codegurusecurity", "CodeGuruSecurity"),
    service("codepipeline", "CodePipeline"),
    service("codestarconnections", "CodeStarConnections"),
    service("codestarnotifications", "CodestarNotifications"),
    service("cognitoidentity", "CognitoIdentity"),
    service("cognitoidentityprovider", "CognitoIdentityProvider"),
    service("cognitosync", "CognitoSync"),
    service("comprehend", "Comprehend"),
    SdkService {
        unsupported_actions: &["DetectEntities"],
        ..service("comprehendmedical", "ComprehendMedical")
    },
    service("computeoptimizer", "ComputeOptimizer"),
    service("config", "Config"),
    service("connect", "Connect"),
    service("connectcampaigns", "ConnectCampaigns"),
    service("connectcampaignsv2", "ConnectCampaignsV2"),
    service("connectcases", "ConnectCases"),
    service("connectcontactlens", "ConnectContactLens"),
    service("connectparticipant", "ConnectParticipant"),
    service("controlcatalog", "ControlCatalog"),
    service("controltower", "ControlTower"),
    service("costandusagereport", "CostAndUsageReport"),
    service("costexplorer", "CostExplorer"),
    service("costoptimizationhub", "CostOptimizationHub"),
    service("customerprofiles", "CustomerProfiles"),
    service("databasemigration", "DatabaseMigration"),
    service("databrew", "DataBrew"),
    SdkService {
        unsupported_actions: &["SendApiAsset"],
        ..service("dataexchange", "DataExchange")
    },
    service("datapipeline", "DataPipeline"),
    service("datasync", "DataSync"),
    service("datazone", "DataZone"),
    service("dax", "Dax"),
    service("deadline", "Deadline"),
    service("detective", "Detective"),
    service("devicefarm", "DeviceFarm"),
    service("devopsguru", "DevOpsGuru"),
    SdkService {
        unsupported_actions: &[
            "AllocateConnectionOnInterconnect",
            "DescribeConnectionLoa",
            "DescribeConnectionsOnInterconnect",
            "DescribeInterconnectLoa",
        ],
        ..service("directconnect", "DirectConnect")
    },
    service("directory", "Directory"),
    service("directoryservicedata", "DirectoryServiceData"),
    service("dlm", "Dlm"),
    service("docdb", "DocDb"),
    service("docdbelastic", "DocDbElastic"),
    service("drs", "Drs"),
    service("dsql", "Dsql"),
    service("dynamodb", "DynamoDb"),
    service("dynamodbstreams", "DynamoDbStreams"),
    service("ebs", "Ebs"),
    service("ec2", "Ec2"),
    service("ec2instanceconnect", "Ec2InstanceConnect"),
    service("ecr", "Ecr"),
    service("ecrpublic", "EcrPublic"),
    service("ecs", "Ecs"),
    SdkService {
        unsupported_actions: &["CreateTags"],
        ..service("efs", "Efs")
    },
    service("eks", "Eks"),
    service("eksauth", "EksAuth"),
    service("elasticache", "ElastiCache"),
    service("elasticbeanstalk", "ElasticBeanstalk"),
    service("elasticinference", "ElasticInference"),
    service("elasticloadbalancing", "ElasticLoadBalancing"),
    service("elasticloadbalancingv2", "ElasticLoadBalancingV2"),
    service("elasticsearch", "Elasticsearch"),
    SdkService {
        unsupported_actions: &["TestRole"],
        removed: Some("2026-03-12"),
        ..service("elastictranscoder", "ElasticTranscoder")
    },
    SdkService {
        unsupported_actions: &["DescribeJobFlows"],
        ..service("emr", "Emr")
    },
    service("emrcontainers", "EmrContainers"),
    service("emrserverless", "EmrServerless"),
    service("entityresolution", "EntityResolution"),
    service("eventbridge", "EventBridge"),
    SdkService {
        removed: Some("2026-03-12"),
        ..service("evidently", "Evidently")
    },
    service("finspace", "Finspace"),
    service("finspacedata", "FinspaceData"),
    service("firehose", "Firehose"),
    service("fis", "Fis"),
    service("fms", "Fms"),
    service("forecast", "Forecast"),
    service("forecastquery", "Forecastquery"),
    service("frauddetector", "FraudDetector"),
    service("freetier", "FreeTier"),
    service("fsx", "FSx"),
    service("gamelift", "GameLift"),
    service("geomaps", "GeoMaps"),
    service("geoplaces", "GeoPlaces"),
    service("georoutes", "GeoRoutes"),
    service("glacier", "Glacier"),
    service("glue", "Glue"),
    service("grafana", "Grafana"),
    service("greengrass", "Greengrass"),
    service("greengrassv2", "GreengrassV2"),
    service("groundstation", "GroundStation"),
    service("guardduty", "GuardDuty"),
    service("health", "Health"),
    service("healthlake", "HealthLake"),
    service("honeycode", "Honeycode"),
    service("iam", "Iam"),
    service("identitystore", "Identitystore"),
    service("imagebuilder", "Imagebuilder"),
    service("inspector", "Inspector"),
    service("inspector2", "Inspector2"),
    service("inspectorscan", "InspectorScan"),
    service("internetmonitor", "InternetMonitor"),
    service("invoicing", "Invoicing"),
    SdkService {
        unsupported_actions: &[
            "AttachPrincipalPolicy",
            "ListPrincipalPolicies",
            "DetachPrincipalPolicy",
            "ListPolicyPrincipals",
        ],
        ..service("iot", "Iot")
    },
    service("iotanalytics", "IoTAnalytics"),
    SdkService {
        unsupported_actions: &["ListTestCases"],
        ..service("iotdeviceadvisor", "IotDeviceAdvisor")
    },
    service("iotevents", "IotEvents"),
    service("ioteventsdata", "IotEventsData"),
    service("iotfleethub", "IoTFleetHub"),
    service("iotfleetwise", "IoTFleetWise"),
    service("iotjobsdataplane", "IotJobsDataPlane"),
    service("iotsecuretunneling", "IoTSecureTunneling"),
    SdkService {
        unsupported_actions: &["InvokeAssistant"],
        ..service("iotsitewise", "IoTSiteWise")
    },
    service("iotthingsgraph", "IoTThingsGraph"),
    service("iottwinmaker", "IoTTwinMaker"),
    service("iotwireless", "IotWireless"),
    service("ivs", "Ivs"),
    service("ivschat", "Ivschat"),
    service("ivsrealtime", "IvsRealTime"),
    service("kafka", "Kafka"),
    service("kafkaconnect", "KafkaConnect"),
    service("kendra", "Kendra"),
    service("kendraranking", "KendraRanking"),
    service("keyspaces", "Keyspaces"),
    SdkService {
        unsupported_actions: &["SubscribeToShard"],
        ..service("kinesis", "Kinesis")
    },
    service("kinesisanalytics", "KinesisAnalytics"),
    service("kinesisanalyticsv2", "KinesisAnalyticsV2"),
    service("kinesisvideo", "KinesisVideo"),
    service("kinesisvideoarchivedmedia", "KinesisVideoArchivedMedia"),
    service("kinesisvideomedia", "KinesisVideoMedia"),
    service("kinesisvideosignaling", "KinesisVideoSignaling"),
    service("kinesisvideowebrtcstorage", "KinesisVideoWebRtcStorage"),
    service("kms", "Kms"),
    service("lakeformation", "LakeFormation"),
    SdkService {
        unsupported_actions: &["InvokeAsync", "InvokeWithResponseStream"],
        ..service("lambda", "Lambda")
    },
    service("launchwizard", "LaunchWizard"),
    SdkService {
        removed: Some("2026-06-03"),
        ..service("lexmodelbuilding", "LexModelBuilding")
    },
    service("lexmodelsv2", "LexModelsV2"),
    SdkService {
        removed: Some("2026-06-03"),
        ..service("lexruntime", "LexRuntime")
    },
    SdkService {
        unsupported_actions: &["StartConversation"],
        ..service("lexruntimev2", "LexRuntimeV2")
    },
    service("licensemanager", "LicenseManager"),
    service(
        "licensemanagerlinuxsubscriptions",
        "LicenseManagerLinuxSubscriptions",
    ),
    service(
        "licensemanagerusersubscriptions",
        "LicenseManagerUserSubscriptions",
    ),
    service("lightsail", "Lightsail"),
    service("location", "Location"),
    service("lookoutequipment", "LookoutEquipment"),
    SdkService {
        removed: Some("2026-03-12"),
        ..service("lookoutmetrics", "LookoutMetrics")
    },
    service("lookoutvision", "LookoutVision"),
    service("m2", "M2"),
    service("macie2", "Macie2"),
    service("mailmanager", "MailManager"),
    service("managedblockchain", "ManagedBlockchain"),
    service("managedblockchainquery", "ManagedBlockchainQuery"),
    service("marketplacecatalog", "MarketplaceCatalog"),
    service(
        "marketplacecommerceanalytics",
        "MarketplaceCommerceAnalytics",
    ),
    service("marketplaceentitlement", "MarketplaceEntitlement"),
    service("marketplacemetering", "MarketplaceMetering"),
    service("marketplacereporting", "MarketplaceReporting"),
    service("mediaconnect", "MediaConnect"),
    service("mediaconvert", "MediaConvert"),
    service("medialive", "MediaLive"),
    SdkService {
        unsupported_actions: &["RotateChannelCredentials"],
        ..service("mediapackage", "MediaPackage")
    },
    service("mediapackagev2", "MediaPackageV2"),
    service("mediapackagevod", "MediaPackageVod"),
    service("mediastore", "MediaStore"),
    service("mediatailor", "MediaTailor"),
    service("medicalimaging", "MedicalImaging"),
    service("memorydb", "MemoryDb"),
    service("mgn", "Mgn"),
    service("migrationhub", "MigrationHub"),
    service("migrationhubconfig", "MigrationHubConfig"),
    service("migrationhuborchestrator", "MigrationHubOrchestrator"),
    service("migrationhubrefactorspaces", "MigrationHubRefactorSpaces"),
    service("migrationhubstrategy", "MigrationHubStrategy"),
    service("mq", "Mq"),
    service("mturk", "MTurk"),
    service("mwaa", "Mwaa"),
    service("neptune", "Neptune"),
    service("neptunegraph", "NeptuneGraph"),
    service("networkfirewall", "NetworkFirewall"),
    service("networkflowmonitor", "NetworkFlowMonitor"),
    service("networkmanager", "NetworkManager"),
    service("networkmonitor", "NetworkMonitor"),
    service("notificationscontacts", "NotificationsContacts"),
    service("oam", "Oam"),
    service("observabilityadmin", "ObservabilityAdmin"),
    service("omics", "Omics"),
    service("opensearch", "OpenSearch"),
    service("opensearchserverless", "OpenSearchServerless"),
    SdkService {
        removed: Some("2026-03-12"),
        ..service("opsworks", "OpsWorks")
    },
    SdkService {
        note: Some("It may have been withdrawn together with OpsWorks on 2026-03-12."),
        ..service("opsworkscm", "OpsWorksCm")
    },
    service("organizations", "Organizations"),
    service("osis", "Osis"),
    service("outposts", "Outposts"),
    service("panorama", "Panorama"),
    service("partnercentralselling", "PartnerCentralSelling"),
    service("paymentcryptography", "PaymentCryptography"),
    service("paymentcryptographydata", "PaymentCryptographyData"),
    service("pcaconnectorad", "PcaConnectorAd"),
    service("pcaconnectorscep", "PcaConnectorScep"),
    service("pcs", "Pcs"),
    service("personalize", "Personalize"),
    service("personalizeevents", "PersonalizeEvents"),
    service("personalizeruntime", "PersonalizeRuntime"),
    service("pi", "Pi"),
    service("pinpoint", "Pinpoint"),
    service("pinpointemail", "PinpointEmail"),
    service("pinpointsmsvoice", "PinpointSmsVoice"),
    service("pinpointsmsvoicev2", "PinpointSmsVoiceV2"),
    service("pipes", "Pipes"),
    service("polly", "Polly"),
    service("pricing", "Pricing"),
    service("privatenetworks", "PrivateNetworks"),
    service("proton", "Proton"),
    service("qapps", "QApps"),
    SdkService {
        unsupported_actions: &["Chat"],
        ..service("qbusiness", "QBusiness")
    },
    service("qconnect", "QConnect"),
    SdkService {
        removed: Some("2026-03-12"),
        ..service("qldb", "Qldb")
    },
    SdkService {
        removed: Some("2026-03-12"),
        ..service("qldbsession", "QldbSession")
    },
    service("quicksight", "QuickSight"),
    service("ram", "Ram"),
    service("rbin", "Rbin"),
    service("rds", "Rds"),
    SdkService {
        unsupported_actions: &["ExecuteSql"],
        ..service("rdsdata", "RdsData")
    },
    service("redshift", "Redshift"),
    service("redshiftdata", "RedshiftData"),
    service("redshiftserverless", "RedshiftServerless"),
    service("rekognition", "Rekognition"),
    service("repostspace", "Repostspace"),
    service("resiliencehub", "Resiliencehub"),
    service("resourceexplorer2", "ResourceExplorer2"),
    service("resourcegroups", "ResourceGroups"),
    service("resourcegroupstaggingapi", "ResourceGroupsTaggingApi"),
    SdkService {
        removed: Some("2026-03-12"),
        ..service("robomaker", "RoboMaker")
    },
    service("rolesanywhere", "RolesAnywhere"),
    service("route53", "Route53"),
    service("route53domains", "Route53Domains"),
    service("route53profiles", "Route53Profiles"),
    service("route53recoverycluster", "Route53RecoveryCluster"),
    service(
        "route53recoverycontrolconfig",
        "Route53RecoveryControlConfig",
    ),
    service("route53recoveryreadiness", "Route53RecoveryReadiness"),
    service("route53resolver", "Route53Resolver"),
    service("rum", "Rum"),
    SdkService {
        unsupported_actions: &["SelectObjectContent"],
        ..service("s3", "S3")
    },
    SdkService {
        unsupported_actions: &["SelectObjectContent"],
        ..service("s3control", "S3Control")
    },
    service("s3outposts", "S3Outposts"),
    service("s3tables", "S3Tables"),
    SdkService {
        added: Some("2026-03-12"),
        note: Some("Its exception prefix is not certain."),
        ..service("s3vectors", "S3Vectors")
    },
    service("sagemaker", "SageMaker"),
    service("sagemakera2iruntime", "SageMakerA2IRuntime"),
    service("sagemakeredge", "SagemakerEdge"),
    service(
        "sagemakerfeaturestoreruntime",
        "SageMakerFeatureStoreRuntime",
    ),
    service("sagemakergeospatial", "SageMakerGeospatial"),
    service("sagemakermetrics", "SageMakerMetrics"),
    SdkService {
        unsupported_actions: &["InvokeEndpointWithResponseStream"],
        ..service("sagemakerruntime", "SageMakerRuntime")
    },
    service("savingsplans", "Savingsplans"),
    service("scheduler", "Scheduler"),
    service("schemas", "Schemas"),
    service("secretsmanager", "SecretsManager"),
    service("securityhub", "SecurityHub"),
    service("securityir", "SecurityIr"),
    SdkService {
        unsupported_actions: &[
            "GetDatalake",
            "GetDatalakeAutoEnable",
            "GetDatalakeExceptionsExpiry",
            "GetDatalakeExceptionsSubscription",
            "GetDatalakeStatus",
            "CreateSubscriptionNotificationConfiguration",
            "CreateDatalake",
            "CreateDatalakeAutoEnable",
            "CreateDatalakeDelegatedAdmin",
            "CreateDatalakeExceptionsSubscription",
            "DeleteDatalake",
            "UpdateDatalake",
            "UpdateSubscriptionNotificationConfiguration",
            "UpdateDatalakeExceptionsExpiry",
            "UpdateDatalakeExceptionsSubscription",
            "DeleteDatalakeAutoEnable",
            "DeleteDatalakeDelegatedAdmin",
            "DeleteDatalakeExceptionsSubscription",
            "DeleteSubscriptionNotificationConfiguration",
            "ListDatalakeExceptions",
        ],
        ..service("securitylake", "SecurityLake")
    },
    service(
        "serverlessapplicationrepository",
        "ServerlessApplicationRepository",
    ),
    service("servicecatalog", "ServiceCatalog"),
    service("servicecatalogappregistry", "ServiceCatalogAppRegistry"),
    service("servicediscovery", "ServiceDiscovery"),
    service("servicequotas", "ServiceQuotas"),
    service("ses", "Ses"),
    service("sesv2", "SesV2"),
    service("sfn", "Sfn"),
    SdkService {
        unsupported_actions: &["DeleteSubscription"],
        ..service("shield", "Shield")
    },
    service("signer", "Signer"),
    service("simspaceweaver", "SimSpaceWeaver"),
    service("sms", "Sms"),
    service("snowball", "Snowball"),
    service("snowdevicemanagement", "SnowDeviceManagement"),
    service("sns", "Sns"),
    service("socialmessaging", "SocialMessaging"),
    service("sqs", "Sqs"),
    service("ssm", "Ssm"),
    service("ssmcontacts", "SsmContacts"),
    service("ssmincidents", "SsmIncidents"),
    service("ssmquicksetup", "SsmQuickSetup"),
    service("ssmsap", "SsmSap"),
    service("sso", "Sso"),
    service("ssoadmin", "SsoAdmin"),
    service("ssooidc", "SsoOidc"),
    service("storagegateway", "StorageGateway"),
    SdkService {
        unsupported_actions: &[
            "AssumeRole",
            "AssumeRoleWithSAML",
            "AssumeRoleWithWebIdentity",
        ],
        ..service("sts", "Sts")
    },
    service("supplychain", "SupplyChain"),
    service("support", "Support"),
    service("supportapp", "SupportApp"),
    service("swf", "Swf"),
    service("synthetics", "Synthetics"),
    service("taxsettings", "TaxSettings"),
    service("textract", "Textract"),
    service("timestreaminfluxdb", "TimestreamInfluxDb"),
    service("timestreamquery", "TimestreamQuery"),
    service("timestreamwrite", "TimestreamWrite"),
    service("tnb", "Tnb"),
    service("transcribe", "Transcribe"),
    service("transfer", "Transfer"),
    service("translate", "Translate"),
    service("trustedadvisor", "TrustedAdvisor"),
    service("verifiedpermissions", "VerifiedPermissions"),
    service("voiceid", "VoiceId"),
    service("vpclattice", "VpcLattice"),
    service("waf", "Waf"),
    service("wafregional", "WafRegional"),
    service("wafv2", "Wafv2"),
    service("wellarchitected", "WellArchitected"),
    service("wisdom", "Wisdom"),
    service("workdocs", "WorkDocs"),
    service("workmail", "WorkMail"),
    service("workmailmessageflow", "WorkMailMessageFlow"),
    service("workspaces", "WorkSpaces"),
    service("workspacesthinclient", "WorkSpacesThinClient"),
    service("workspacesweb", "WorkSpacesWeb"),
    service("xray", "XRay"),
];
