//! Tab stops of a snippet of JSON, on their way through a notation that knows none.
//!
//! A letter that nobody writes stands for each stop while the text is spelled. In a string it is one letter more; where
//! a value would stand it is a placeholder, which every notation leaves as it is.

/// The letter of the first stop (hieroglyphs: letters, so that a word may begin with one).
const FIRST: u32 = 0x13000;

/// The letter that ends the text of the first stop.
const FIRST_END: u32 = 0x13200;

/// A stop, by what it takes the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stop {
    /// Nothing, or a value: as a snippet writes it.
    Bare(String),
    /// The text that follows, up to its end.
    Named(String),
    /// What is in an object.
    Members(String),
    /// What is in a list.
    Items(String),
}

/// A snippet with letters for its stops.
pub(super) struct Lettered {
    /// JSON text.
    pub(super) json: String,
    stops: Vec<Stop>,
}

/// How the members of an object are written that holds nothing but a stop.
pub(super) struct Lines<'u> {
    /// One level of depth; `None` where they stand in brackets.
    pub(super) unit: Option<&'u str>,
    /// Whether the text begins behind a colon.
    pub(super) is_value: bool,
}

fn letter(of: u32, index: usize) -> char {
    char::from_u32(of + index as u32).unwrap_or(' ')
}

impl Lettered {
    /// Reads a snippet. Stops behind a value, which are for what may come next, are left out.
    pub(super) fn read(snippet: &str) -> Lettered {
        let mut reader = Reader { json: String::with_capacity(snippet.len()), stops: Vec::new(), ..Reader::default() };
        let mut rest = snippet;
        while let Some(c) = rest.chars().next() {
            let after = &rest[c.len_utf8()..];
            if c == '\\' && after.starts_with(['\\', '$', '}']) {
                reader.push(after.chars().next().unwrap_or(c));
                rest = &after[1..];
            } else if let Some((number, body, length)) = (c == '$').then(|| stop(after)).flatten() {
                reader.stop(&rest[..1 + length], number, body);
                rest = &after[length..];
            } else {
                reader.push(c);
                rest = after;
            }
        }
        Lettered { json: reader.json, stops: reader.stops }
    }

    /// The snippet of a text that was spelled out of [`Lettered::json`].
    pub(super) fn write(&self, spelled: &str, lines: &Lines<'_>) -> String {
        let mut out = String::with_capacity(spelled.len() + 16);
        let mut rest = spelled;
        let mut is_named = false;
        while let Some(c) = rest.chars().next() {
            let after = &rest[c.len_utf8()..];
            let placeholder = rest.strip_prefix("${").and_then(|inner| {
                let c = inner.chars().next()?;
                let stop = self.stop(c, FIRST)?;
                Some((stop, inner[c.len_utf8()..].strip_prefix('}')?))
            });
            if let Some((stop, behind)) = placeholder {
                self.write_value(stop, lines, &mut out);
                rest = behind;
                continue;
            }
            match (self.stop(c, FIRST), self.stop(c, FIRST_END)) {
                (Some(Stop::Named(number)), _) => {
                    out.push_str(&format!("${{{number}:"));
                    is_named = true;
                }
                (Some(Stop::Bare(text) | Stop::Members(text) | Stop::Items(text)), _) => out.push_str(text),
                (None, Some(_)) => {
                    out.push('}');
                    is_named = false;
                }
                // A brace ends nothing where nothing is open.
                (None, None) if c == '}' && !is_named => out.push(c),
                (None, None) => out.push_str(&super::literal(&rest[..c.len_utf8()])),
            }
            rest = after;
        }
        out
    }

    fn stop(&self, c: char, of: u32) -> Option<&Stop> {
        self.stops.get((c as u32).checked_sub(of)? as usize)
    }

    fn write_value(&self, stop: &Stop, lines: &Lines<'_>, out: &mut String) {
        let (text, open, close) = match stop {
            Stop::Bare(text) | Stop::Named(text) => return out.push_str(text),
            Stop::Items(text) => return out.push_str(&format!("[{text}]")),
            Stop::Members(text) => (text, "{ ", " }"),
        };
        let Some(unit) = lines.unit else { return out.push_str(&format!("{open}{text}{close}")) };
        let start = out.rfind('\n').map_or(0, |at| at + 1);
        let line = &out[start..];
        let is_behind_colon = line.trim_end().ends_with(':') || line.trim().is_empty() && start == 0 && lines.is_value;
        if is_behind_colon {
            // A dash is as deep as a blank.
            let body = line.trim_start_matches(['-', ' ']);
            let indent = " ".repeat(line.len() - body.len());
            out.truncate(out.trim_end_matches(' ').len());
            out.push_str(&format!("\n{indent}{unit}"));
        }
        out.push_str(text);
    }
}

/// The stop that `text`, what stands behind a dollar sign, begins with: its number, its text if it has one, its length.
fn stop(text: &str) -> Option<(&str, Option<&str>, usize)> {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let Some(inner) = text.strip_prefix('{') else {
        let length = digits(text);
        return (length > 0).then(|| (&text[..length], None, length));
    };
    let length = digits(inner);
    let number = inner.get(..length).filter(|number| !number.is_empty())?;
    let body = &inner[length..];
    if let Some(choices) = body.strip_prefix('|') {
        let end = choices.find("|}")?;
        return Some((number, None, 1 + length + 1 + end + 2));
    }
    let named = body.strip_prefix(':')?;
    let mut escaped = false;
    let end = named.find(|c: char| {
        let is_end = c == '}' && !escaped;
        escaped = c == '\\' && !escaped;
        is_end
    })?;
    Some((number, Some(&named[..end]), 1 + length + 1 + end + 1))
}

#[derive(Default)]
struct Reader {
    json: String,
    stops: Vec<Stop>,
    in_string: bool,
    escaped: bool,
    /// The bracket that an object or list which is a stop has left to come.
    closer: Option<char>,
}

impl Reader {
    fn push(&mut self, c: char) {
        if !self.in_string && self.closer == Some(c) {
            self.closer = None;
            return;
        }
        if self.closer.is_some() && c.is_whitespace() {
            return;
        }
        match c {
            '"' if !self.escaped => self.in_string = !self.in_string,
            _ => {}
        }
        self.escaped = self.in_string && c == '\\' && !self.escaped;
        self.json.push(c);
    }

    fn stop(&mut self, written: &str, number: &str, body: Option<&str>) {
        let index = self.stops.len();
        let (first, end) = (letter(FIRST, index), letter(FIRST_END, index));
        if self.in_string {
            self.json.push(first);
            match body {
                Some(body) => {
                    self.stops.push(Stop::Named(number.to_owned()));
                    super::without_stops(body).chars().for_each(|c| self.push(c));
                    self.json.push(end);
                }
                None => self.stops.push(Stop::Bare(written.to_owned())),
            }
            return;
        }
        let before = self.json.trim_end();
        let stop = match before.chars().next_back() {
            Some('{') => {
                self.json.truncate(before.len() - 1);
                self.closer = Some('}');
                Stop::Members(written.to_owned())
            }
            Some('[') => {
                self.json.truncate(before.len() - 1);
                self.closer = Some(']');
                Stop::Items(written.to_owned())
            }
            Some('"' | ']' | '}' | ',') => return,
            _ => Stop::Bare(written.to_owned()),
        };
        self.stops.push(stop);
        self.json.push_str(&format!("${{{first}}}"));
    }
}

#[cfg(test)]
mod tests {
    use super::{Lettered, Lines};

    fn through(snippet: &str, spell: impl Fn(&str) -> String) -> String {
        let lettered = Lettered::read(snippet);
        lettered.write(&spell(&lettered.json), &Lines { unit: Some("  "), is_value: false })
    }

    #[test]
    fn a_snippet_comes_through() {
        for snippet in [
            r#""a": "$1""#,
            r#""a": ${1:2}, "b": "${2:\$x} y""#,
            r#""\$.${1:value}": "${3|a,b|}""#,
            r#"{"a": "say \\"hi\\" $1"}"#,
        ] {
            assert_eq!(through(snippet, str::to_owned), snippet);
        }
    }

    #[test]
    fn members_and_items_find_their_lines() {
        let snippet = "{\n\t$1\n}";
        assert_eq!(through(snippet, |json| format!("- a: {json}")), "- a:\n    $1");
        assert_eq!(through(snippet, |json| format!("- {json}")), "- $1");
        assert_eq!(through("[$1]", |json| format!("a: {json}")), "a: [$1]");
        let lettered = Lettered::read(snippet);
        assert_eq!(lettered.write(&lettered.json, &Lines { unit: None, is_value: true }), "{ $1 }");
        assert_eq!(lettered.write(&lettered.json, &Lines { unit: Some("  "), is_value: true }), "\n  $1");
    }

    #[test]
    fn stops_behind_a_value_are_for_what_comes_next() {
        assert_eq!(through("{\"a\": \"$3\"$4,$0\n}", str::to_owned), "{\"a\": \"$3\",\n}");
    }
}
