//! The HTML of AWS's documentation as Markdown: paragraphs, lists, code, emphasis and links. All other marks are left
//! out, and what is longer than a hover can be is cut.

/// So many bytes are shown; the reference, which every hover links to, has the rest.
const LONGEST: usize = 2000;

/// `html` as Markdown.
pub(super) fn to_markdown(html: &str) -> String {
    let mut out = Writer::default();
    let mut rest = html;
    while let Some(c) = rest.chars().next() {
        if out.text.len() > LONGEST {
            out.block("\n\n");
            out.put('…');
            break;
        }
        rest = match c {
            '<' => match rest.split_once('>') {
                Some((tag, behind)) => {
                    out.tag(&tag[1..]);
                    behind
                }
                None => "",
            },
            '&' => {
                let (c, behind) = entity(rest).unwrap_or(('&', &rest[1..]));
                out.character(c);
                behind
            }
            c => {
                out.character(c);
                &rest[c.len_utf8()..]
            }
        };
    }
    out.finish()
}

/// The character that an entity at the beginning of `text` stands for, and what is behind it.
fn entity(text: &str) -> Option<(char, &str)> {
    let (name, rest) = text.strip_prefix('&')?.split_once(';').filter(|(name, _)| name.len() <= 8)?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "hellip" => '…',
        "ndash" | "mdash" => '–',
        name => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c, rest))
}

#[derive(Default)]
struct Writer {
    text: String,
    /// A blank that is due when something follows.
    is_apart: bool,
    /// The addresses of the open links; an empty one is not written.
    links: Vec<String>,
    /// The open lists; the number of the next item where it is ordered.
    lists: Vec<Option<u32>>,
    is_code: bool,
    /// Marks that are due in front of the next character.
    opening: String,
}

impl Writer {
    fn tag(&mut self, tag: &str) {
        let name: String = tag.chars().take_while(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        match name.trim_end_matches('/') {
            "p" | "/p" | "note" | "important" | "dl" | "div" if self.lists.is_empty() => self.block("\n\n"),
            "dt" | "h1" | "h2" | "h3" | "h4" => self.block("\n\n"),
            "br" => self.block("\n"),
            "ul" | "ol" => {
                self.block(if self.lists.is_empty() { "\n\n" } else { "\n" });
                self.lists.push((name == "ol").then_some(1));
            }
            "/ul" | "/ol" => {
                self.lists.pop();
                self.block(if self.lists.is_empty() { "\n\n" } else { "\n" });
            }
            "li" => {
                self.block("\n");
                let indent = "  ".repeat(self.lists.len().saturating_sub(1));
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{indent}{}. ", *number - 1)
                    }
                    _ => format!("{indent}* "),
                };
                self.text.push_str(&mark);
            }
            "code" | "/code" => {
                self.mark("`", name.starts_with('/'));
                self.is_code = !name.starts_with('/');
            }
            "b" | "strong" | "/b" | "/strong" => self.mark("**", name.starts_with('/')),
            "i" | "em" | "/i" | "/em" => self.mark("*", name.starts_with('/')),
            "a" => {
                let address = tag.split_once("href=\"").and_then(|(_, rest)| rest.split_once('"'));
                let address = address.map_or("", |(address, _)| address);
                let is_address = address.starts_with("https://") && !address.contains([' ', ')']);
                if is_address {
                    self.mark("[", false);
                }
                self.links.push(if is_address { address.to_owned() } else { String::new() });
            }
            "/a" => {
                if let Some(address) = self.links.pop().filter(|address| !address.is_empty()) {
                    self.mark(&format!("]({address})"), true);
                }
            }
            _ => {}
        }
    }

    fn mark(&mut self, mark: &str, closes: bool) {
        if self.is_code && mark != "`" {
            return;
        }
        if !closes {
            self.opening.push_str(mark);
        } else if self.opening.ends_with(if mark.starts_with(']') { "[" } else { mark }) {
            // There was nothing in between.
            let width = if mark.starts_with(']') { 1 } else { mark.len() };
            self.opening.truncate(self.opening.len() - width);
        } else {
            self.text.push_str(mark);
        }
    }

    /// Ends what stands there by `gap`, unless nothing stands there.
    fn block(&mut self, gap: &str) {
        self.is_apart = false;
        let kept = self.text.trim_end().len();
        let held = self.text[kept..].matches('\n').count();
        if kept == 0 || self.text.ends_with("* ") {
            return;
        }
        self.text.truncate(kept);
        self.text.push_str(if held > gap.len() { "\n\n" } else { gap });
    }

    fn character(&mut self, c: char) {
        if c.is_whitespace() {
            self.is_apart = true;
            return;
        }
        if self.is_apart && !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
        self.is_apart = false;
        let opening = std::mem::take(&mut self.opening);
        self.text.push_str(&opening);
        self.put(c);
    }

    fn put(&mut self, c: char) {
        if !self.is_code && matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '\\' | '#') {
            self.text.push('\\');
        }
        self.text.push(c);
    }

    fn finish(mut self) -> String {
        if self.is_code && !self.text.ends_with('`') {
            self.text.push('`');
        }
        self.text.truncate(self.text.trim_end().len());
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, to_markdown};

    fn check(html: &str, expected: &str) {
        assert_eq!(to_markdown(html), expected, "{html}");
    }

    #[test]
    fn marks() {
        check("<p>One  of\n  <code>A_B</code> &amp; <b>c</b>.</p>\n<p>Next.</p>", "One of `A_B` & **c**.\n\nNext.");
        check(
            "See <a href=\"https://docs.aws.amazon.com/x\">the guide</a>.",
            "See [the guide](https://docs.aws.amazon.com/x).",
        );
        check("<a>Table</a> and <a href=\"x\">y</a> <code> z </code>", "Table and y `z`");
        check("a < b", "a");
        check("2 * 3 _x_ [y]", "2 \\* 3 \\_x\\_ \\[y\\]");
        check("<p></p><note> <p>Be careful.</p> </note>", "Be careful.");
        check("<i></i><b> </b>x &bogus; &#65;&#x42;", "x &bogus; AB");
    }

    #[test]
    fn lists() {
        check(
            "<p>Values:</p> <ul> <li> <p> <code>A</code> - first</p> </li> <li> <p>B</p> <ul><li>b</li></ul> </li> </ul> <p>End.</p>",
            "Values:\n\n* `A` - first\n* B\n  * b\n\nEnd.",
        );
        check("<ol><li>x</li><li>y</li></ol>", "1. x\n2. y");
    }

    #[test]
    fn long_texts_are_cut() {
        let text = to_markdown(&"<p>many words</p>".repeat(10_000));
        assert!(text.len() < LONGEST + 40 && text.ends_with('…'), "{}", text.len());
        let text = to_markdown(&format!("<code>{}", "x".repeat(10_000)));
        assert!(text.ends_with("`"), "{}", &text[text.len() - 10..]);
    }

    #[test]
    fn broken_markup_is_borne() {
        for html in ["<", "<p", "&", "&#xffffffff;", "</ul></li></a></code>", "<a href=\"", "<li><li>", "é<b>ü</i>"] {
            let _ = to_markdown(html);
            let _ = to_markdown(&html.repeat(50));
        }
    }
}
