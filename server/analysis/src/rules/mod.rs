//! The rules: one file per diagnostic code, each with its documentation, its examples, its check and its fix.

use std::sync::{Arc, LazyLock};

use asl_syntax::{SyntaxError, SyntaxErrorKind};

use crate::analysis::Analysis;
use crate::expression::Reading;
use crate::finding::Sink;
use crate::graph::{GraphSink, MachineGraph};
use crate::place::Place;
use crate::rule::{Check, Rule};
use crate::template::Deployment;

macro_rules! rules {
    ($($module:ident)*) => {
        $(pub mod $module;)*

        /// Every rule, in the order of their codes.
        pub static ALL: &[&Rule] = &[$(&$module::RULE),*];
    };
}

rules! {
    bad_block_header
    bad_escape
    bad_indentation
    bad_number
    bad_tag
    bad_word
    blocked_action
    busy_loop
    catch_discards_input
    choice_rule_test
    choice_without_default
    comment
    comparator_path
    context_member_unavailable
    control_character
    credentials_unsupported
    csv_field_with_json
    csv_header_location
    definition_too_large
    deprecated_field
    disputed_type
    distributed_map_variable
    distributed_only_field
    duplicate_error
    duplicate_key
    duplicate_label
    duplicate_payload_key
    duplicate_state_name
    empty_document
    empty_error_name
    empty_list
    empty_result_writer
    error_name_regime
    error_name_wildcard
    error_never_raised
    exclusive_fields
    execution_type
    express_wait_too_long
    express_workflow
    extra_comma
    extra_content
    format_placeholders
    heartbeat_not_below_timeout
    http_connection
    incomplete_writer_config
    intrinsic_argument
    intrinsic_arity
    intrinsic_must_give_string
    intrinsic_nesting
    intrinsic_not_allowed
    intrinsic_syntax
    invalid_label
    invalid_path
    invalid_resource
    invalid_timestamp
    invalid_variable_name
    items_object_inline
    items_pointer
    jsonata_argument_type
    jsonata_arity
    jsonata_in_jsonpath_state
    jsonata_marks
    jsonata_not_evaluated
    jsonata_syntax
    jsonata_unclosed
    jsonata_unsupported
    jsonpath_in_jsonata_machine
    jsonpath_in_jsonata_state
    lambda_arn_could_be_integration
    lambda_without_retry
    load_and_flatten
    long_label
    manifest_type
    map_without_concurrency_limit
    max_delay_not_above_interval
    mismatched_bracket
    misplaced_field
    missing_api_parameter
    missing_arguments
    missing_bracket
    missing_bucket_or_key
    missing_colon
    missing_comma
    missing_comparator
    missing_csv_headers
    missing_dash
    missing_documented_parameter
    missing_field
    missing_input_type
    missing_jsonata_marks
    missing_key
    missing_output_type
    missing_parameter
    missing_space
    missing_transition
    missing_value
    nested_assign
    nested_next
    next_and_end
    no_states
    no_terminal_state
    no_terminal_state_inside
    no_way_out
    not_a_reference_path
    not_an_object
    other_language_field
    out_of_range
    parameter_value
    parquet_version
    path_doubt
    path_in_plain_field
    path_without_dollar_key
    payload_not_a_path
    possibly_undefined_variable
    reader_resource
    reserved_variable_name
    result_and_parameters
    several_comparators
    shadowed_error
    single_quotes
    singleton_array
    state_name_length
    states_all_not_alone
    states_all_not_last
    static_result_path
    stray_bracket
    stray_character
    stray_colon
    tab_indentation
    target_in_other_scope
    task_token_without_timeout
    task_without_timeout
    timeout_above_service_limit
    token_never_used
    too_deep
    trailing_comma
    uncatchable_error
    unclosed_bracket
    unclosed_string
    undefined_substitution
    undefined_variable
    undocumented_pattern
    unescaped_quote
    unfamiliar_resource
    unfamiliar_value
    unknown_alias
    unknown_comparator
    unknown_context_member
    unknown_field
    unknown_integration
    unknown_integration_action
    unknown_intrinsic
    unknown_jsonata_function
    unknown_parameter
    unknown_reserved_error
    unknown_sdk_action
    unknown_states_member
    unknown_suppression
    unknown_target
    unknown_value
    unopened_string
    unquoted_key
    unquoted_placeholder
    unreachable_state
    unsupported_pattern
    unused_csv_field
    unused_substitution
    unused_variable
    variable_read_in_own_assign
    variable_shadows_outer
    writer_resource
    wrong_type
    zero_value
}

/// The rule with this code.
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|r| r.code == code)
}

type PlaceCheck = fn(&Place<'_>, &mut Sink<'_>);
type ExpressionCheck = fn(&Reading<'_>, &mut Sink<'_>);
type GraphCheck = fn(&MachineGraph<'_>, &mut GraphSink<'_>);
type DocumentCheck = fn(&Analysis, &mut Sink<'_>);
type TemplateCheck = fn(&Deployment<'_>, &mut Sink<'_>);
type SyntaxCheck = fn(&Analysis, &SyntaxError, &mut Sink<'_>);

/// The rules that are run, by what they look at. Rules that nobody listens to cost nothing.
pub struct Selection {
    codes: Vec<&'static str>,
    pub(crate) syntax: Vec<(&'static Rule, &'static [SyntaxErrorKind], SyntaxCheck)>,
    pub(crate) places: Vec<(&'static Rule, PlaceCheck)>,
    pub(crate) expressions: Vec<(&'static Rule, ExpressionCheck)>,
    pub(crate) graphs: Vec<(&'static Rule, GraphCheck)>,
    pub(crate) documents: Vec<(&'static Rule, DocumentCheck)>,
    pub(crate) templates: Vec<(&'static Rule, TemplateCheck)>,
}

impl Selection {
    /// The rules for which `wanted` holds.
    pub fn of(wanted: impl Fn(&Rule) -> bool) -> Selection {
        let mut selection = Selection {
            codes: Vec::new(),
            syntax: Vec::new(),
            places: Vec::new(),
            expressions: Vec::new(),
            graphs: Vec::new(),
            documents: Vec::new(),
            templates: Vec::new(),
        };
        for rule in ALL.iter().copied().filter(|rule| wanted(rule)) {
            selection.codes.push(rule.code);
            match rule.check {
                Check::Syntax(kinds, check) => selection.syntax.push((rule, kinds, check)),
                Check::Place(check) => selection.places.push((rule, check)),
                Check::Expression(check) => selection.expressions.push((rule, check)),
                Check::Graph(check) => selection.graphs.push((rule, check)),
                Check::Document(check) => selection.documents.push((rule, check)),
                Check::Template(check) => selection.templates.push((rule, check)),
            }
        }
        selection
    }

    /// Every rule.
    pub fn all() -> Arc<Selection> {
        static ALL: LazyLock<Arc<Selection>> = LazyLock::new(|| Arc::new(Selection::of(|_| true)));
        Arc::clone(&ALL)
    }
}

impl PartialEq for Selection {
    fn eq(&self, other: &Self) -> bool {
        self.codes == other.codes
    }
}

impl std::fmt::Debug for Selection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} rules", self.codes.len())
    }
}
