//! Signatures of functions, such as `<s-nn?:s>`: how many arguments, of which types.

use super::types::{Kind, Shape};

/// A signature, read.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Signature {
    /// The parameters in order.
    pub parameters: Vec<Parameter>,
    /// What stands behind the colon: the type of the result. It may be empty.
    pub result: String,
}

/// One parameter of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The letter of the type, or the letters of a choice.
    pub letters: String,
    /// What the items of an array or the signature of a function must be: the text between `<` and `>`.
    pub inner: Option<String>,
    /// `?`: the argument may be left out.
    pub optional: bool,
    /// `-`: where the argument is left out, the context value takes its place.
    pub from_context: bool,
    /// `+`: one or more arguments.
    pub repeated: bool,
}

/// Why a text is no signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureError {
    /// The code of jsonata-js, or `S0403` where jsonata-js fails without one.
    pub code: &'static str,
    /// The offset in the text.
    pub offset: u32,
    /// What is wrong and what to do.
    pub message: String,
}

/// Why arguments do not fit a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// The argument with this index is of a wrong type for certain.
    Type(usize),
    /// There are more arguments than the function takes; the index is that of the first one too many.
    TooMany(usize),
    /// There are fewer arguments than the function needs.
    TooFew,
}

/// Reads a signature, with its angle brackets or without the closing one. Letters that mean nothing are left out, as
/// jsonata-js does.
pub fn parse(text: &str) -> Result<Signature, SignatureError> {
    let bytes = text.as_bytes();
    let mut signature = Signature::default();
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b':' => {
                let rest = text.get(at..).unwrap_or_default();
                rest.strip_suffix('>').unwrap_or(rest).clone_into(&mut signature.result);
                break;
            }
            b's' | b'n' | b'b' | b'l' | b'o' | b'a' | b'f' | b'j' | b'x' => {
                signature.parameters.push(parameter(char::from(byte).to_string()));
            }
            b'-' | b'?' | b'+' => mark(&mut signature, byte, start)?,
            b'(' => {
                let end = closing(bytes, start, b'(', b')');
                let letters = text.get(at..end).unwrap_or_default();
                if letters.contains('<') {
                    let message = "A choice cannot hold a type with `<...>`: write the letter alone.".to_owned();
                    return Err(error("S0402", start, message));
                }
                signature.parameters.push(parameter(letters.to_owned()));
                at = end + 1;
            }
            b'<' => {
                let end = closing(bytes, start, b'<', b'>');
                let inner = text.get(at..end).unwrap_or_default().to_owned();
                match signature.parameters.last_mut() {
                    Some(last) if last.letters == "a" || last.letters == "f" => {
                        last.inner = Some(inner);
                    }
                    _ => {
                        let message = "Only an array (`a`) or a function (`f`) can have `<...>` behind it: remove it.";
                        return Err(error("S0401", start, message.to_owned()));
                    }
                }
                at = end + 1;
            }
            _ => {}
        }
    }
    Ok(signature)
}

fn parameter(letters: String) -> Parameter {
    Parameter { letters, inner: None, optional: false, from_context: false, repeated: false }
}

fn error(code: &'static str, offset: usize, message: String) -> SignatureError {
    SignatureError { code, offset: offset as u32, message }
}

/// Applies `-`, `?` or `+` to the last parameter. The three become the marks of a regular expression in jsonata-js,
/// which refuses two of them unless the second one is a question mark.
fn mark(signature: &mut Signature, byte: u8, offset: usize) -> Result<(), SignatureError> {
    let Some(last) = signature.parameters.last_mut() else {
        return Ok(());
    };
    let marks = [last.optional, last.from_context, last.repeated];
    let marks = marks.iter().filter(|mark| **mark).count();
    if marks > 1 || (marks == 1 && byte == b'+') {
        let message = "This parameter has too many marks: one of `-`, `?` and `+` is enough.".to_owned();
        return Err(error("S0403", offset, message));
    }
    match byte {
        b'-' => last.from_context = true,
        b'?' => last.optional = true,
        _ => last.repeated = true,
    }
    Ok(())
}

/// The offset of the bracket that closes the one at `start`, or the length of the text.
fn closing(bytes: &[u8], start: usize, open: u8, close: u8) -> usize {
    let mut depth = 0;
    for (offset, byte) in bytes.iter().enumerate().skip(start) {
        if *byte == open {
            depth += 1;
        } else if *byte == close {
            depth -= 1;
            if depth == 0 {
                return offset;
            }
        }
    }
    bytes.len()
}

impl Signature {
    /// How many arguments must be there even where a context value exists.
    pub fn min_arguments(&self) -> usize {
        let needed = |p: &&Parameter| !p.optional && !p.from_context;
        self.parameters.iter().filter(needed).count()
    }

    /// How many arguments there may be; nothing where there is no limit.
    pub fn max_arguments(&self) -> Option<usize> {
        let bounded = self.parameters.iter().all(|p| !p.repeated);
        bounded.then_some(self.parameters.len())
    }

    /// Whether arguments of these shapes fit. What is unknown fits everywhere.
    pub fn check(&self, arguments: &[Shape]) -> Result<(), Mismatch> {
        // Each entry: the parameter that may come next, and whether it has taken an argument already.
        let mut places = vec![(0, false)];
        for (index, &shape) in arguments.iter().enumerate() {
            let open = self.open_places(&places);
            if open.is_empty() {
                return Err(Mismatch::TooMany(index));
            }
            places = open
                .iter()
                .filter(|place| self.parameters[**place].accepts(shape))
                .map(|place| (*place, true))
                .collect();
            if places.is_empty() {
                return Err(Mismatch::Type(index));
            }
        }
        let done = places.iter().any(|&(place, taken)| {
            let rest = self.parameters.get(place + usize::from(taken)..);
            rest.unwrap_or_default().iter().all(|p| p.optional || p.from_context)
        });
        if done { Ok(()) } else { Err(Mismatch::TooFew) }
    }

    /// The parameters that can take the next argument.
    fn open_places(&self, places: &[(usize, bool)]) -> Vec<usize> {
        let mut open = Vec::new();
        for &(place, taken) in places {
            if taken && self.parameters.get(place).is_some_and(|p| p.repeated) {
                open.push(place);
            }
            let mut next = place + usize::from(taken);
            while let Some(parameter) = self.parameters.get(next) {
                open.push(next);
                if !parameter.optional && !parameter.from_context {
                    break;
                }
                next += 1;
            }
        }
        open.sort_unstable();
        open.dedup();
        open
    }
}

impl Parameter {
    /// Whether a value of this shape can be the argument. What is unknown can.
    pub fn accepts(&self, shape: Shape) -> bool {
        let Some(kind) = shape.kind() else {
            return true;
        };
        match self.letters.as_str() {
            "x" => true,
            "j" => kind != Kind::Function,
            // A single value stands for an array of one.
            "a" => match &self.inner {
                None => true,
                Some(inner) => {
                    let item = match shape {
                        Shape::Array(item) => item,
                        _ => Some(kind),
                    };
                    item.is_none_or(|item| inner.starts_with(item.letter()))
                }
            },
            letters => letters.contains(kind.letter()),
        }
    }

    /// The types in words: `a string`, `a number or a string`.
    pub fn describe(&self) -> String {
        let words: Vec<&str> = self
            .letters
            .chars()
            .filter_map(|letter| match letter {
                's' => Some("a string"),
                'n' => Some("a number"),
                'b' => Some("a boolean"),
                'l' => Some("null"),
                'o' => Some("an object"),
                'f' => Some("a function"),
                'j' => Some("a JSON value"),
                'x' => Some("any value"),
                'a' => Some(match self.inner.as_deref() {
                    Some("s") => "an array of strings",
                    Some("n") => "an array of numbers",
                    Some("o") => "an array of objects",
                    _ => "an array",
                }),
                _ => None,
            })
            .collect();
        words.join(" or ")
    }
}
