//! What a state machine means: the model, the rules and the editor features, as plain functions.
