fn main() {
    for p in std::env::args().skip(1) {
        let path = std::path::Path::new(&p);
        match motorcade::cli::input::articles_of(&std::fs::read(path).unwrap(), path, &Default::default()) {
            Ok(a) => {
                for a in a {
                    println!(
                        "=== {} | {:?} | {:?} | {:?} | {:?}\n{}\n",
                        a.id, a.title, a.byline, a.published, a.language, a.text
                    );
                }
            }
            Err(e) => println!("=== {p} ERR {e}"),
        }
    }
}
