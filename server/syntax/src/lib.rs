//! Text, lossless trees and the data view of Amazon States Language documents.
