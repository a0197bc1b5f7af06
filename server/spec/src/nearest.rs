//! "Did you mean ...?": the candidate that a misspelt word most likely stands for.

/// The candidate closest to `word`, when one is close enough to be worth naming.
///
/// Distance counts insertions, deletions, replacements and swaps of neighbours; letter case costs nothing. A word of up
/// to 4 characters may be 1 away, up to 8 characters 2, longer ones 3, and always less than its own length. Of several
/// equally close candidates the one that shares the longest beginning with the word wins, then the first one given.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut search = Search::new(word);
    let mut best: Option<(usize, usize, &'a str)> = None;
    for candidate in candidates {
        let bound = best.map_or(search.bound, |(distance, _, _)| distance);
        let Some(distance) = search.distance(candidate, bound) else {
            continue;
        };
        let shared = search.shared_start(candidate);
        if best.is_none_or(|(least, most, _)| distance < least || (distance == least && shared > most)) {
            best = Some((distance, shared, candidate));
        }
    }
    best.map(|(_, _, candidate)| candidate)
}

/// The folded word and the rows of the distance matrix, kept from candidate to candidate.
struct Search {
    word: Vec<char>,
    letters: u64,
    bound: usize,
    other: Vec<char>,
    rows: [Vec<usize>; 3],
}

impl Search {
    fn new(word: &str) -> Self {
        let word: Vec<char> = word.chars().map(fold).collect();
        let scaled = match word.len() {
            0..=4 => 1,
            5..=8 => 2,
            _ => 3,
        };
        let rows = std::array::from_fn(|_| vec![0; word.len() + 1]);
        Self { letters: letters(&word), bound: scaled.min(word.len().saturating_sub(1)), other: Vec::new(), word, rows }
    }

    /// The distance to `candidate`, when it is at most `bound`.
    fn distance(&mut self, candidate: &str, bound: usize) -> Option<usize> {
        let width = self.word.len();
        // A character is at most four bytes, so these two lengths rule most candidates out without decoding them.
        if width == 0 || candidate.len() + bound < width || candidate.len() > 4 * (width + bound) {
            return None;
        }
        if candidate.is_ascii() && candidate.len() > width + bound {
            return None;
        }
        self.other.clear();
        self.other.extend(candidate.chars().map(fold));
        if self.other.len().abs_diff(width) > bound {
            return None;
        }
        // One edit takes away, or brings in, at most one distinct letter.
        let theirs = letters(&self.other);
        if (self.letters & !theirs).count_ones().max((theirs & !self.letters).count_ones()) as usize > bound {
            return None;
        }
        self.measure(bound)
    }

    /// The optimal string alignment distance to `other`, row by row, inside the diagonal band that `bound` allows.
    fn measure(&mut self, bound: usize) -> Option<usize> {
        let width = self.word.len();
        let beyond = bound + 1;
        let [before, last, row] = &mut self.rows;
        for (column, cell) in last.iter_mut().enumerate() {
            *cell = column.min(beyond);
        }
        for (line, &theirs) in self.other.iter().enumerate() {
            let from = (line + 1).saturating_sub(bound).max(1);
            let to = (line + 1 + bound).min(width);
            row.fill(beyond);
            row[0] = (line + 1).min(beyond);
            let mut least = row[0];
            for column in from..=to {
                let ours = self.word[column - 1];
                let mut cell =
                    (last[column - 1] + usize::from(ours != theirs)).min(last[column] + 1).min(row[column - 1] + 1);
                let swapped = line > 0 && column > 1 && ours == self.other[line - 1] && self.word[column - 2] == theirs;
                if swapped {
                    cell = cell.min(before[column - 2] + 1);
                }
                row[column] = cell.min(beyond);
                least = least.min(cell);
            }
            if least > bound {
                return None;
            }
            std::mem::swap(before, last);
            std::mem::swap(last, row);
        }
        Some(last[width]).filter(|&distance| distance <= bound)
    }

    fn shared_start(&self, candidate: &str) -> usize {
        self.word.iter().zip(candidate.chars().map(fold)).take_while(|(ours, theirs)| **ours == *theirs).count()
    }
}

fn fold(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

/// The letters that occur, as bits; different letters may share one, which only weakens the filter.
fn letters(word: &[char]) -> u64 {
    word.iter().fold(0, |bits, &c| bits | 1 << (c as u32 & 63))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    fn check(word: &str, candidates: &str, expect: Option<&str>) {
        assert_eq!(nearest(word, candidates.split_whitespace()), expect, "{word} among {candidates}");
    }

    #[test]
    fn close_words_are_found() {
        check("Nxet", "Next End", Some("Next"));
        check("next", "Next End", Some("Next"));
        check("Paramters", "Parameters ItemSelector", Some("Parameters"));
        check("ResutlPath", "ResultPath OutputPath", Some("ResultPath"));
        check("States.Timeuot", "States.ALL States.Timeout States.TaskFailed", Some("States.Timeout"));
        check("TimeoutSecond", "TimeoutSecondsPath TimeoutSeconds", Some("TimeoutSeconds"));
        check("Größe", "Grösse GRÖßE", Some("GRÖßE"));
    }

    #[test]
    fn far_words_are_not() {
        check("Foo", "Next End", None);
        check("End", "And Or", Some("And"));
        check("X", "Y Z", None);
        check("", "A", None);
        check("Resource", "Result", None);
        check("Next", "", None);
    }

    #[test]
    fn ties_go_to_the_longer_shared_start_then_to_the_first() {
        check("Stat", "Slat Start Scat", Some("Start"));
        check("abcd", "abce abcf", Some("abce"));
        check("abcd", "abcf abce", Some("abcf"));
    }

    /// The plain definition of the distance, to compare the banded one with.
    fn plain(a: &str, b: &str) -> usize {
        let (a, b): (Vec<_>, Vec<_>) = (a.chars().collect(), b.chars().collect());
        let mut d = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                d[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let mut cell =
                        (d[i - 1][j] + 1).min(d[i][j - 1] + 1).min(d[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        cell = cell.min(d[i - 2][j - 2] + 1);
                    }
                    cell
                };
            }
        }
        d[a.len()][b.len()]
    }

    #[test]
    fn the_band_gives_the_true_distance() {
        let mut seed = 7u32;
        let mut word = || {
            let mut text = String::new();
            for _ in 0..6 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                if (seed >> 8) & 7 != 0 {
                    text.push(char::from(b'a' + (seed >> 24) as u8 % 2));
                }
            }
            text
        };
        let mut close = 0;
        for _ in 0..4_000 {
            let (ours, theirs) = (word(), word());
            let mut search = super::Search::new(&ours);
            for bound in 0..=3 {
                let truth = plain(&ours, &theirs);
                let expect = (truth <= bound && !ours.is_empty()).then_some(truth);
                close += usize::from(expect.is_some());
                assert_eq!(search.distance(&theirs, bound), expect, "{ours} {theirs} {bound}");
            }
        }
        assert!(close > 1_000, "the words are too far apart to test anything: {close}");
    }
}
