//! For people: the message, the text with the place underlined, what else belongs to it.

use std::io::{self, IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Group, Renderer, Snippet};
use asl_analysis::{Finding, Level};
use asl_syntax::{Encoding, Span};

use crate::command::check::{Color, Judged};

pub(super) fn write(judged: &[Judged], color: Color, out: &mut impl Write) -> io::Result<()> {
    let styled = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    };
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    for file in judged {
        for (finding, level) in &file.findings {
            writeln!(out, "{}\n", render(&renderer, file, finding, *level))?;
        }
    }
    writeln!(out, "{}", summary(judged))
}

fn render(renderer: &Renderer, file: &Judged, finding: &Finding, level: Level) -> String {
    let title = match level {
        Level::Error => annotate_snippets::Level::ERROR,
        Level::Warning => annotate_snippets::Level::WARNING,
        Level::Information => annotate_snippets::Level::INFO,
        Level::Hint => annotate_snippets::Level::HELP.with_name("hint"),
    };
    // Only the lines around the places are handed over: rendering must not cost the whole file per finding.
    let window = Window::new(file, finding);
    let mut snippet = Snippet::source(window.text.as_str())
        .path(file.path.to_string_lossy())
        .line_start(window.first_line as usize + 1)
        .fold(true)
        .annotation(AnnotationKind::Primary.span(window.local(finding.span)));
    let mut elsewhere = Vec::new();
    for related in &finding.related {
        if window.holds(related.span) {
            snippet = snippet
                .annotation(AnnotationKind::Context.span(window.local(related.span)).label(related.message.as_str()));
        } else {
            let place = file.text.line_col(related.span.start, Encoding::Utf32);
            elsewhere.push(format!("{} at line {}", related.message, place.line + 1));
        }
    }
    let mut group =
        Group::with_title(title.primary_title(finding.message.as_str()).id(finding.rule.code)).element(snippet);
    for note in &elsewhere {
        group = group.element(annotate_snippets::Level::NOTE.message(note.as_str()));
    }
    renderer.render(&[group]).to_string()
}

/// The lines that a finding needs to be shown.
struct Window {
    start: u32,
    end: u32,
    first_line: u32,
    text: String,
}

/// A related place farther away than this is named by its line only.
const FAR: u32 = 30;

impl Window {
    fn new(file: &Judged, finding: &Finding) -> Window {
        let line = |offset: u32| file.text.line_col(offset, Encoding::Utf8).line;
        let (mut first, mut last) = (line(finding.span.start), line(finding.span.end));
        for related in &finding.related {
            let (from, to) = (line(related.span.start), line(related.span.end));
            if from + FAR >= first && to <= last + FAR {
                first = first.min(from);
                last = last.max(to);
            }
        }
        let span = file.text.line_span(first).cover(file.text.line_span(last));
        Window { start: span.start, end: span.end, first_line: first, text: file.text.slice(span).into_owned() }
    }

    fn holds(&self, span: Span) -> bool {
        self.start <= span.start && span.end <= self.end
    }

    fn local(&self, span: Span) -> std::ops::Range<usize> {
        let clamp = |offset: u32| (offset.clamp(self.start, self.end) - self.start) as usize;
        clamp(span.start)..clamp(span.end)
    }
}

fn summary(judged: &[Judged]) -> String {
    let count = |level: Level| judged.iter().flat_map(|j| &j.findings).filter(|(_, l)| *l == level).count();
    let files = match judged.iter().map(|file| file.machines).sum::<usize>() {
        1 => "1 state machine".to_owned(),
        n => format!("{n} state machines"),
    };
    let mut parts = Vec::new();
    for (level, name) in
        [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Information, "note"), (Level::Hint, "hint")]
    {
        match count(level) {
            0 => {}
            1 => parts.push(format!("1 {name}")),
            n => parts.push(format!("{n} {name}s")),
        }
    }
    match parts.as_slice() {
        [] => format!("{files} checked, nothing to report."),
        _ => format!("{files} checked: {}.", parts.join(", ")),
    }
}
