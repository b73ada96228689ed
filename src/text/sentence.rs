//! Sentences: where one ends, which paragraph it stands in, and what stands in quotation marks.

use super::Sentence;
use super::spelling::Spelling;
use super::token::{Shape, Token};

/// A sentence ends after so many tokens at the latest. The longest of statutes and communiqués have some 300; without an end,
/// what looks at all words of a sentence for each of its words would take for ever on a text without full stops.
const LONGEST: usize = 500;

/// Cuts tokens into sentences and marks what is quoted. The first `title_tokens` are the headline.
pub(super) fn find(text: &str, tokens: &mut [Token], title_tokens: usize, spelling: &Spelling) -> Vec<Sentence> {
    let wrapped = is_hard_wrapped(text);
    let mut sentences = Vec::new();
    let (mut first, mut paragraph, mut quoted) = (0, 0, false);
    for i in 0..tokens.len() {
        tokens[i].quoted = mark_quote(text, tokens, i, &mut quoted);
        let last = i + 1 == tokens.len();
        let gap = if last { Gap::Paragraph } else { gap(text, tokens, i, wrapped) };
        let title_ends = i + 1 == title_tokens;
        if title_ends
            || gap == Gap::Paragraph
            || gap == Gap::Line
            || (gap == Gap::Space && ends_sentence(text, tokens, i, spelling))
            || i + 1 - first == LONGEST
        {
            let number = sentences.len() as u32;
            tokens[first..=i].iter_mut().for_each(|t| t.sentence = number);
            sentences.push(Sentence { first, last: i + 1, paragraph, title: i < title_tokens });
            first = i + 1;
        }
        if title_ends || gap != Gap::Space && gap != Gap::None {
            paragraph += 1;
            quoted = false;
        }
    }
    sentences
}

/// What stands between a token and the next.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Gap {
    None,
    Space,
    Line,
    Paragraph,
}

fn gap(text: &str, tokens: &[Token], i: usize, wrapped: bool) -> Gap {
    let between = &text[tokens[i].end as usize..tokens[i + 1].start as usize];
    let lines = between.bytes().filter(|b| *b == b'\n').count();
    let next = tokens[i + 1];
    match lines {
        0 if between.is_empty() => Gap::None,
        0 => Gap::Space,
        // A line that goes on in lower case is no new one, nor is any in a text that is wrapped by hand.
        1 if wrapped || next.shape == Shape::Lower => Gap::Space,
        1 => Gap::Line,
        _ => Gap::Paragraph,
    }
}

/// True where most lines are about as long as a typewriter's, so that line ends mean nothing.
fn is_hard_wrapped(text: &str) -> bool {
    let mut lengths: Vec<usize> = text.lines().map(|l| l.trim_end().len()).filter(|l| *l > 0).collect();
    if lengths.len() < 6 {
        return false;
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    (45..=90).contains(&median) && lengths[lengths.len() - 1] <= median + 30
}

/// Keeps count of quotation marks; true where the token stands inside.
fn mark_quote(text: &str, tokens: &[Token], i: usize, quoted: &mut bool) -> bool {
    if tokens[i].shape != Shape::Mark {
        return *quoted;
    }
    match &text[tokens[i].start as usize..tokens[i].end as usize] {
        "“" | "«" | "„" => *quoted = true,
        "”" | "»" => *quoted = false,
        "\"" => *quoted = !*quoted,
        _ => return *quoted,
    }
    false
}

/// True where a sentence ends after token `i`, which has white space after it.
fn ends_sentence(text: &str, tokens: &[Token], i: usize, spelling: &Spelling) -> bool {
    let written = |t: &Token| &text[t.start as usize..t.end as usize];
    // Step back over closing marks: .” ." .) .'
    let mut end = i;
    while end > 0
        && tokens[end].shape == Shape::Mark
        && matches!(written(&tokens[end]), "\"" | "”" | ")" | "'" | "’" | "]" | "»")
    {
        end -= 1;
    }
    let (closer, next) = (&tokens[end], &tokens[i + 1]);
    let opens = next.is_capital() || next.shape == Shape::Number || next.shape == Shape::Mark;
    match written(closer) {
        "!" | "?" => opens,
        "." | "…" => opens,
        // An abbreviation ends a sentence only before a word that often begins one.
        word if word.ends_with('.') => {
            (word.matches('.').count() > 1 || spelling.may_end_sentence(word)) && spelling.opens_sentence(written(next))
        }
        _ => false,
    }
}
