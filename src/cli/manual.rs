//! `motorcade schema`, `completions` and `man`: what other programs and readers need to know of this one.

use super::arguments::{Completions, Man};
use super::{Outcome, command, output};
use crate::error::{Error, Result};
use crate::export;
use clap::Command;
use clap_mangen::Man as Page;

pub fn schema() -> Result<Outcome> {
    output::print(&export::schema::write())?;
    Ok(Outcome::Done)
}

pub fn completions(options: &Completions) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut command(), "motorcade", &mut script);
    output::print_bytes(&script)?;
    Ok(Outcome::Done)
}

pub fn man(options: &Man) -> Result<Outcome> {
    let pages = pages();
    if let Some(folder) = &options.output {
        let mut files = output::Files::default();
        for (name, page) in pages {
            files.add(folder.join(format!("{name}.1")), page?);
        }
        files.write()?;
        return Ok(Outcome::Done);
    }
    let wanted = options.command.as_ref().map_or("motorcade".into(), |command| format!("motorcade-{command}"));
    let found = pages.into_iter().find(|(name, _)| *name == wanted);
    let unknown = || Error::wrong_use("man: no such command; `motorcade --help` lists them");
    output::print_bytes(&found.ok_or_else(unknown)?.1?)?;
    Ok(Outcome::Done)
}

/// The page of the program and of each of its commands, by name.
fn pages() -> Vec<(String, Result<Vec<u8>>)> {
    let mut whole = command();
    whole.build();
    let each = whole.get_subcommands().map(|sub| (format!("motorcade-{}", sub.get_name()), render(sub.clone())));
    std::iter::once(("motorcade".to_string(), render(whole.clone()))).chain(each).collect()
}

fn render(command: Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    Page::new(command).render(&mut page).map_err(|e| Error::new(format!("the page cannot be made ({e})")))?;
    Ok(page)
}
