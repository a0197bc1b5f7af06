//! Findings as diagnostics.

use std::collections::HashMap;
use std::path::Path;
use std::sync::LazyLock;

use asl_analysis::{Finding, Level, Rule, Tag, rules};
use asl_syntax::{Encoding, Text};
use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString, Url,
};

use super::{Page, View, to_range, to_uri};
use crate::client::Features;
use crate::store::Revision;

/// Who the diagnostics come from, as editors show it.
const SOURCE: &str = "asl";

/// All diagnostics of a revision under its settings in the order of the text, with as much of each as the client can
/// show. Computes the findings if nobody has yet.
///
/// `beside` are findings that other files have part in.
pub fn of_revision(revision: &Revision, beside: &[Finding], features: &Features) -> Vec<Diagnostic> {
    let snapshot = &revision.snapshot;
    let (sheet, settings) = (Sheet::of(revision, features), snapshot.settings());
    let findings = snapshot.parts().findings().iter().chain(beside);
    let told = |finding: &Finding| Some(sheet.diagnostic(finding, settings.level(finding.rule)?));
    let mut told: Vec<Diagnostic> = findings.filter_map(told).collect();
    if !beside.is_empty() {
        told.sort_by_key(|diagnostic| diagnostic.range.start);
    }
    told
}

/// The diagnostic of one finding of a machine.
pub fn of_finding(view: View<'_>, finding: &Finding) -> Option<Diagnostic> {
    of_host_finding(view.page, &view.part.finding(finding))
}

/// The diagnostic of one finding with its places in the document.
pub fn of_host_finding(page: Page<'_>, finding: &Finding) -> Option<Diagnostic> {
    let level = page.revision.snapshot.settings().level(finding.rule)?;
    Some(Sheet::of(page.revision, page.features).diagnostic(finding, level))
}

/// The diagnostics of a file, complete, with columns in UTF-16 as most programs expect them.
pub fn of_file(path: &Path, text: &Text, findings: &[(Finding, Level)]) -> Vec<Diagnostic> {
    let Some(uri) = to_uri(path) else { return Vec::new() };
    let sheet = Sheet {
        uri: &uri,
        text,
        encoding: Encoding::Utf16,
        related: true,
        description: true,
        unnecessary: true,
        deprecated: true,
    };
    findings.iter().map(|(finding, level)| sheet.diagnostic(finding, *level)).collect()
}

/// One text and what its reader can show.
struct Sheet<'a> {
    uri: &'a Url,
    text: &'a Text,
    encoding: Encoding,
    related: bool,
    description: bool,
    unnecessary: bool,
    deprecated: bool,
}

impl<'a> Sheet<'a> {
    fn of(revision: &'a Revision, features: &Features) -> Sheet<'a> {
        Sheet {
            uri: &revision.uri,
            text: revision.snapshot.text(),
            encoding: features.encoding.into(),
            related: features.related_information,
            description: features.code_description,
            unnecessary: features.unnecessary_tag,
            deprecated: features.deprecated_tag,
        }
    }

    fn diagnostic(&self, finding: &Finding, level: Level) -> Diagnostic {
        let rule = finding.rule;
        let tag = match rule.tag {
            Some(Tag::Unnecessary) if self.unnecessary => Some(DiagnosticTag::UNNECESSARY),
            Some(Tag::Deprecated) if self.deprecated => Some(DiagnosticTag::DEPRECATED),
            _ => None,
        };
        let related = finding.related.iter().filter(|_| self.related).map(|related| DiagnosticRelatedInformation {
            location: Location::new(self.uri.clone(), to_range(self.text, related.span, self.encoding)),
            message: related.message.clone(),
        });
        let related: Vec<_> = related.collect();
        let page = if self.description { page_of(rule) } else { None };
        Diagnostic {
            range: to_range(self.text, finding.span, self.encoding),
            severity: Some(severity(level)),
            code: Some(NumberOrString::String(rule.code.to_owned())),
            code_description: page.map(|href| CodeDescription { href }),
            source: Some(match rule.service {
                Some(service) => format!("{SOURCE} {service}"),
                None => SOURCE.to_owned(),
            }),
            message: finding.message.clone(),
            related_information: (!related.is_empty()).then_some(related),
            tags: tag.map(|tag| vec![tag]),
            data: None,
        }
    }
}

/// The address of the page about a rule; each is read once.
fn page_of(rule: &'static Rule) -> Option<Url> {
    static PAGES: LazyLock<HashMap<&'static str, Url>> = LazyLock::new(|| {
        let page = |rule: &&'static Rule| Some((rule.code, Url::parse(&rule.url()).ok()?));
        rules::ALL.iter().filter_map(page).collect()
    });
    PAGES.get(rule.code).cloned()
}

fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::ERROR,
        Level::Warning => DiagnosticSeverity::WARNING,
        Level::Information => DiagnosticSeverity::INFORMATION,
        Level::Hint => DiagnosticSeverity::HINT,
    }
}
