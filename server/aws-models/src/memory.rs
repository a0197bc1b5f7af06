//! What has been decoded so far, and so takes memory.

use crate::service::Service;
use crate::{DECODED_INTEGRATIONS, DECODED_SERVICES, INTEGRATIONS, SERVICES, search};

/// What is in memory, with about how many bytes it takes: services of `aws-sdk` resources, then integrations, each as
/// a resource names it, and `*` for the index of [`search()`](crate::search()). Decodes nothing.
pub fn memory() -> Vec<(String, usize)> {
    let bytes =
        |decoded: Option<&Option<Box<Service>>>| decoded.map(|service| service.as_ref().map_or(0, |s| s.memory()));
    let services = SERVICES.iter().zip(&DECODED_SERVICES);
    let services =
        services.filter_map(|(info, decoded)| Some((format!("aws-sdk:{}", info.id()), bytes(decoded.get())?)));
    let integrations = INTEGRATIONS.iter().zip(&DECODED_INTEGRATIONS);
    let integrations =
        integrations.filter_map(|(known, decoded)| Some((known.service.to_owned(), bytes(decoded.get())?)));
    let index = search::memory().map(|bytes| ("*".to_owned(), bytes));
    services.chain(integrations).chain(index).collect()
}
