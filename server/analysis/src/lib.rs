//! What a state machine means: the model, the rules and the editor features, as plain functions.
//!
//! Everything here speaks byte offsets and plain data. It knows no protocol, no file system and no clock: the same
//! text gives the same answers, in an editor and on the command line.
//!
//! The layers, each using only those above it:
//! * [`finding`] and [`rule`]: what a diagnostic is;
//! * [`role`] and [`place`]: what a part of the text is *by its position* in the machine, never by the name of a key;
//! * [`model`] and [`lower`]: states, transitions and scopes; one state is the unit that an edit leaves alone;
//! * [`call`], [`result`] and [`raised`]: which AWS action a task calls, what that takes and gives, and how its errors
//!   are named;
//! * [`variables`]: what states assign and read, and on which ways a variable has a value;
//! * [`conversion`]: other ways to write a Task state;
//! * [`notation`] and [`rewrite`]: how edits are written, as the document is: JSON, or YAML in block or flow style;
//! * [`rules`]: one file per diagnostic code;
//! * [`analysis`]: all that is known about one document;
//! * [`template`]: a definition and the template that deploys it, together;
//! * the editor features.

pub mod analysis;
pub mod call;
pub mod conversion;
pub mod expression;
pub mod features;
pub mod finding;
pub mod graph;
pub mod handlers;
pub mod locate;
pub mod lower;
pub mod marked;
pub mod misfit;
pub mod model;
pub mod notation;
pub mod place;
pub mod processing;
pub mod raised;
pub mod reader;
pub mod result;
pub mod rewrite;
pub mod role;
pub mod rule;
pub mod rules;
pub mod settings;
pub mod skeleton;
pub mod suppress;
pub mod surroundings;
pub mod task;
pub mod template;
mod unchanged;
pub mod variables;

pub use analysis::{Analysis, Intent};
pub use finding::{Finding, Related};
pub use rule::{Level, Rule, Tag};
pub use settings::Settings;
pub use surroundings::Surroundings;
