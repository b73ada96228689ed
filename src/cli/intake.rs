//! All inputs of a command, worked on by all cores in batches, their results in the order of input.
//!
//! What cannot be read stops nothing: its errors are kept, told of at the end, and make the exit code.

use super::arguments::Articles;
use super::input::{self, Part};
use super::progress::Progress;
use super::{Outcome, output};
use crate::error::{Error, Result};
use rayon::prelude::*;

/// So many bytes of articles are read before all cores set to work on them.
const BATCH_BYTES: usize = 8 << 20;
const BATCH_PARTS: usize = 4096;

/// Errors of inputs that were passed over.
#[derive(Default)]
#[must_use]
pub struct Broken(Vec<Error>);

impl Broken {
    /// Tells of what could not be read, which counts more than how the command went otherwise.
    pub(super) fn end(self, otherwise: Outcome) -> Outcome {
        self.0.iter().for_each(output::complain);
        match self.0.iter().all(Error::is_other_language) {
            _ if self.0.is_empty() => otherwise,
            true => Outcome::OtherLanguage,
            false => Outcome::SomeFailed,
        }
    }

    /// Both together.
    pub fn and(mut self, other: Broken) -> Broken {
        self.0.extend(other.0);
        self
    }

    /// An error where nothing could be read at all, so that nothing is made of nothing: the last, the others told of.
    pub fn or_nothing(mut self, read: usize) -> Result<Broken> {
        match self.0.pop() {
            Some(last) if read == 0 => {
                self.0.iter().for_each(output::complain);
                Err(last)
            }
            last => {
                self.0.extend(last);
                Ok(self)
            }
        }
    }
}

/// Gives the results of `work` on every piece of the input to `take`.
pub fn each<T: Send>(
    input: &Articles,
    work: impl Fn(&Part) -> Vec<Result<T>> + Sync,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<Broken> {
    let sources = input::sources(input);
    let progress = Progress::of(sources.len());
    let mut parts = input::parts(sources, &input.hints);
    let mut broken = Broken::default();
    loop {
        let batch = batch(&mut parts);
        if batch.is_empty() {
            return Ok(broken);
        }
        let results = worked(&batch, &work);
        progress.aside(|| {
            results.into_iter().try_for_each(|result| match result {
                Ok(done) => take(done),
                Err(error) => {
                    broken.0.push(error);
                    Ok(())
                }
            })
        })?;
        progress.done(batch.len());
    }
}

fn batch(parts: &mut impl Iterator<Item = Result<Part>>) -> Vec<Result<Part>> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while bytes < BATCH_BYTES && batch.len() < BATCH_PARTS {
        let Some(part) = parts.next() else { break };
        bytes += part.as_ref().map_or(0, Part::bytes);
        batch.push(part);
    }
    batch
}

/// The results of a batch in its order, whichever thread made them.
fn worked<T: Send>(batch: &[Result<Part>], work: &(impl Fn(&Part) -> Vec<Result<T>> + Sync)) -> Vec<Result<T>> {
    let one = |part: &Result<Part>| match part {
        Ok(part) => work(part),
        Err(error) => vec![Err(error.clone())],
    };
    match batch {
        // A pool of threads costs more than one article.
        [part] => one(part),
        parts => parts.par_iter().flat_map_iter(one).collect(),
    }
}
