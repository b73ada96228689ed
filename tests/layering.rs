//! Who may import whom: the table of modules, held against every `use` of the sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A module, and the modules of this crate that it may name besides itself.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("error", &[]),
    ("language", &[]),
    ("text", &["language", "model", "error"]),
    ("timex", &["text", "language", "model", "error"]),
    ("toponym", &["text", "language", "model", "error"]),
    ("trip", &["text", "language", "model", "error"]),
    ("read", &["text", "language", "model", "error"]),
    ("map", &["model", "error"]),
    ("days", &["model", "error"]),
    ("lint", &["model", "error"]),
    ("render", &["model", "error"]),
    ("export", &["model", "error"]),
    ("merge", &["trip", "model", "error"]),
    ("correct", &["trip", "model", "error"]),
    ("coverage", &["correct", "merge", "model", "error"]),
    ("check", &["merge", "model", "error"]),
    ("extract", &["read", "trip", "timex", "toponym", "text", "language", "model", "error"]),
    (
        "cli",
        &[
            "coverage", "check", "correct", "merge", "extract", "read", "trip", "timex", "toponym", "text", "map",
            "days", "lint", "render", "export", "model", "error",
        ],
    ),
];

/// Libraries that have one home.
const HOMES: &[(&str, &[&str])] = &[
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("plotters", &["render"]),
    ("plotters_backend", &["render"]),
    ("resvg", &["render"]),
    ("usvg", &["render"]),
    ("tiny_skia", &["render"]),
    ("geo", &["map", "trip"]),
    ("tempfile", &["cli"]),
    ("rayon", &["cli"]),
    ("glob", &["cli"]),
    ("indicatif", &["cli"]),
    ("ureq", &["cli"]),
    ("chardetng", &["read"]),
    ("encoding_rs", &["read"]),
    ("dom_query", &["read"]),
    ("dom_smoothie", &["read"]),
    ("html_escape", &["read"]),
    ("roxmltree", &["read"]),
    ("mail_parser", &["read"]),
    ("pulldown_cmark", &["read"]),
    ("whatlang", &["read"]),
    ("dom_query", &["read"]),
    ("dom_smoothie", &["read"]),
    ("encoding_rs", &["read"]),
    ("ttf_parser", &["model", "render"]),
];

/// What only the command line may touch.
const OUTSIDE_WORLD: &[&str] = &["std::fs", "std::env", "std::net", "std::process", "std::time", "std::thread"];

#[test]
fn modules_import_only_downwards() {
    let mut wrong = Vec::new();
    for (module, file, code) in sources() {
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("{}: module {module} is not in the table of tests/layering.rs", file.display()));
            continue;
        };
        for imported in names_after(&code, "crate::") {
            let known = MAY_IMPORT.iter().any(|(name, _)| *name == imported);
            if known && imported != module && !allowed.contains(&imported.as_str()) {
                wrong.push(format!("{}: {module} may not import {imported}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn libraries_have_one_home() {
    let mut wrong = Vec::new();
    for (module, file, code) in sources() {
        for (library, homes) in HOMES {
            if !homes.contains(&module.as_str()) && uses(&code, library) {
                wrong.push(format!("{}: {library} belongs in {}", file.display(), homes.join(" and ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn stages_touch_nothing_outside() {
    let mut wrong = Vec::new();
    for (module, file, code) in sources() {
        for world in OUTSIDE_WORLD.iter().filter(|world| module != "cli" && code.contains(**world)) {
            wrong.push(format!("{}: {module} may not use {world}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// No module is called by a word that says nothing.
#[test]
fn names_say_what_is_inside() {
    for (_, file, _) in sources() {
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(
            !["utils", "util", "helpers", "common", "manager", "misc"].contains(&stem.as_str()),
            "{}",
            file.display()
        );
    }
}

/// Each source file with its module and its code, comments and tests left out.
fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeMap::new();
    collect(&root, &mut found);
    let outside = ["lib", "main", "bin"];
    let module = |path: &Path| {
        let first = path.strip_prefix(&root).unwrap().components().next().unwrap();
        first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_string()
    };
    let with_module = found.into_iter().map(|(path, code)| (module(&path), path, code));
    with_module.filter(|(module, _, _)| !outside.contains(&module.as_str())).collect()
}

fn collect(folder: &Path, found: &mut BTreeMap<PathBuf, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            if is_test(&path) {
                continue;
            }
            let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
            let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            found.insert(path, lines.collect::<Vec<_>>().join("\n"));
        }
    }
}

/// True where the module above says `#[cfg(test)] mod NAME;`.
fn is_test(path: &Path) -> bool {
    let above = path.with_file_name("mod.rs");
    let name = path.file_stem().unwrap().to_string_lossy();
    fs::read_to_string(above).is_ok_and(|text| text.contains(&format!("#[cfg(test)]\nmod {name};")))
}

/// The first path segments that follow `prefix`, those in braces included.
fn names_after(code: &str, prefix: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        let rest = &code[at + prefix.len()..];
        let listed = rest.strip_prefix('{').map(top_level).unwrap_or_else(|| vec![rest.to_string()]);
        let word =
            |text: &String| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        names.extend(listed.iter().map(word));
    }
    names
}

/// The items of a brace list, at its own depth.
fn top_level(list: &str) -> Vec<String> {
    let (mut depth, mut items) = (0, vec![String::new()]);
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(String::new()),
            _ => {}
        }
        items.last_mut().unwrap().push(c);
    }
    items.iter().map(|item| item.trim_start_matches(',').to_string()).collect()
}

/// True where a path of the code begins with the library's name.
fn uses(code: &str, library: &str) -> bool {
    let path = format!("{library}::");
    code.match_indices(&path).any(|(at, _)| {
        let before = code[..at].chars().next_back().unwrap_or(' ');
        !before.is_alphanumeric() && before != '_' && before != ':'
    })
}
