//! Arguments in, exit code out.

fn main() -> std::process::ExitCode {
    kijun::cli::main()
}
