//! The languages inside the strings of a state machine: JSONata, JSONPath and intrinsic functions.
