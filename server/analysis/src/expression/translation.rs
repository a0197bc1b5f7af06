//! From JSONPath to JSONata, where both can say the same.

use asl_query::jsonpath::{Path, RootKind};

/// The JSONata that reads what `path` reads; `None` where the path does more than to follow names and indexes.
pub fn jsonata_of(path: &Path) -> Option<String> {
    let mut code = match &path.root.kind {
        RootKind::Input => "$states.input".to_owned(),
        RootKind::Context => "$states.context".to_owned(),
        RootKind::Variable(name) if !name.has_hole => format!("${}", name.text),
        _ => return None,
    };
    for segment in &path.segments {
        if let Some(index) = segment.index() {
            code.push_str(&format!("[{index}]"));
            continue;
        }
        let name = segment.name().filter(|name| !name.has_hole && !name.text.is_empty() && !name.text.contains('`'))?;
        if is_plain(&name.text) {
            code.push_str(&format!(".{}", name.text));
        } else {
            code.push_str(&format!(".`{}`", name.text));
        }
    }
    Some(code)
}

/// Whether JSONata reads the name as a field without backticks.
fn is_plain(name: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(is_word)
        && !matches!(name, "and" | "or" | "in" | "true" | "false" | "null" | "function")
}

#[cfg(test)]
mod tests {
    use super::jsonata_of;

    fn check(path: &str, expect: Option<&str>) {
        assert_eq!(jsonata_of(&asl_query::jsonpath::parse(path).path).as_deref(), expect, "{path}");
    }

    #[test]
    fn names_and_indexes() {
        check("$", Some("$states.input"));
        check("$.a.b[0]['c d'].e-f", Some("$states.input.a.b[0].`c d`.`e-f`"));
        check("$$.Execution.Id", Some("$states.context.Execution.Id"));
        check("$count.and", Some("$count.`and`"));
    }

    #[test]
    fn what_has_no_plain_counterpart() {
        check("$..a", None);
        check("$.a[*]", None);
        check("$.a[?(@.b > 1)]", None);
        check("$.a.length()", None);
    }
}
