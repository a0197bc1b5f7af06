//! JSONPath: paths into a value.
