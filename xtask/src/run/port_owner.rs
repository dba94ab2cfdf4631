//! Which program listens at a port of this machine.

use std::fs;
use std::process::Command;

use crate::program;

/// Names the program, such as `python3 (process 4321)`.
pub(super) fn of(port: u16) -> Option<String> {
    let process = process_of(port)?;
    let name = name_of(process).unwrap_or_else(|| "a program".to_owned());
    Some(format!("{name} (process {process})"))
}

/// The number of the process, where the system tells it to this user.
pub(super) fn process_of(port: u16) -> Option<u32> {
    socket_of(port)
        .and_then(|socket| holder_of(&socket))
        .or_else(|| ask_lsof(port))
}

fn socket_of(port: u16) -> Option<String> {
    ["/proc/net/tcp", "/proc/net/tcp6"]
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok())
        .find_map(|table| listening_socket(&table, port))
}

/// Finds the number of the socket listening at a port in the kernel's table.
fn listening_socket(table: &str, port: u16) -> Option<String> {
    const LISTENING: &str = "0A";
    table.lines().skip(1).find_map(|line| {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let (_, local_port) = columns.get(1)?.rsplit_once(':')?;
        let matches =
            u16::from_str_radix(local_port, 16) == Ok(port) && columns.get(3) == Some(&LISTENING);
        matches.then(|| columns.get(9).map(|socket| (*socket).to_owned()))?
    })
}

fn holder_of(socket: &str) -> Option<u32> {
    let wanted = format!("socket:[{socket}]");
    fs::read_dir("/proc").ok()?.flatten().find_map(|process| {
        let number = process.file_name().to_str()?.parse().ok()?;
        let holds = fs::read_dir(process.path().join("fd"))
            .ok()?
            .flatten()
            .filter_map(|file| fs::read_link(file.path()).ok())
            .any(|target| target.as_os_str() == wanted.as_str());
        holds.then_some(number)
    })
}

fn ask_lsof(port: u16) -> Option<u32> {
    let mut lsof = Command::new("lsof");
    lsof.args(["-nP", &format!("-iTCP:{port}"), "-sTCP:LISTEN", "-t"]);
    program::ask(&mut lsof)?.lines().next()?.trim().parse().ok()
}

fn name_of(process: u32) -> Option<String> {
    let name = fs::read_to_string(format!("/proc/{process}/comm"))
        .ok()
        .or_else(|| {
            let mut ps = Command::new("ps");
            ps.args(["-o", "comm=", "-p", &process.to_string()]);
            program::ask(&mut ps)
        })?;
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n\
   0: 0100007F:12AC 0100007F:D2F0 01 00000000:00000000 00:00000000 00000000     0        0 111 1 0\n\
   1: 0100007F:12AC 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 222 1 0\n\
   2: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1 0\n";

    #[test]
    fn the_listening_socket_is_told_from_connections() {
        assert_eq!(listening_socket(TABLE, 4780).as_deref(), Some("222"));
        assert_eq!(listening_socket(TABLE, 22).as_deref(), Some("333"));
        assert_eq!(listening_socket(TABLE, 80), None);
    }

    #[test]
    fn this_very_process_is_found_by_its_port() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        assert_eq!(process_of(port), Some(std::process::id()));
        assert!(
            of(port)
                .unwrap()
                .ends_with(&format!("(process {})", std::process::id()))
        );
    }
}
