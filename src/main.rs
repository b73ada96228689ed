//! The binary: runs the command line and leaves with its exit code.

fn main() -> std::process::ExitCode {
    motorcade::cli::main(std::env::args_os())
}
