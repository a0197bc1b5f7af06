//! JSONata 2: a language to query and transform JSON values.
