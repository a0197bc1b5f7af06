//! Tests of the project as a whole: its layers here, real editors under `editors/`.
