//! What a call wants next.

use asl_analysis::features::signature::Signature;
use asl_syntax::Span;
use tower_lsp::lsp_types::{ParameterInformation, ParameterLabel, SignatureHelp, SignatureInformation};

use super::{View, completion};

/// The signature in the form that the client can take.
pub fn help(view: View<'_>, found: Signature) -> SignatureHelp {
    let label = |span: &Span| {
        let text = found.label.get(span.range()).unwrap_or_default();
        let units = |until: u32| found.label.get(..until as usize).map_or(0, |text| text.encode_utf16().count() as u32);
        if view.features().parameter_offsets {
            ParameterLabel::LabelOffsets([units(span.start), units(span.end)])
        } else {
            ParameterLabel::Simple(text.to_owned())
        }
    };
    let one = |span: &Span| ParameterInformation { label: label(span), documentation: None };
    let parameters: Vec<ParameterInformation> = found.parameters.iter().map(one).collect();
    let active = (!parameters.is_empty()).then_some(found.active as u32);
    let documentation =
        (!found.markdown.is_empty()).then(|| completion::markup(found.markdown, view.features().signature_markdown));
    let signature = SignatureInformation {
        label: found.label,
        documentation,
        parameters: Some(parameters),
        active_parameter: active,
    };
    SignatureHelp { signatures: vec![signature], active_signature: Some(0), active_parameter: active }
}
