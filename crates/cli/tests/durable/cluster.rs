//! Three nodes, each event kept by two.

use crate::engine::{Engine, demand_all, wait_until};
use crate::support::fake::{Answer, Fake};
use crate::support::{Folder, record};

#[test]
fn a_node_killed_under_load_loses_nothing() {
    let fake = Fake::start(|_, asked| match asked % 7 {
        6 => Answer::Status(429, "Retry-After: 0\r\n"),
        _ => Answer::Accepted,
    });
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let mut nodes = Engine::cluster();
    let _first = nodes[0].worker(&accounts);
    let _second = nodes[0].another_worker(&accounts);
    let lines: Vec<_> = (1..=300).map(|row| record(row % 20, row)).collect();
    let records = folder.file("rows.jsonl", &lines.join("\n"));
    nodes[0].ask(&["submit", &workflow, "--each", "--records", &records]);
    fake.wait_for(100);
    nodes[2].kill();
    wait_until("all messages have arrived", || {
        let messages = fake.messages();
        let ids: std::collections::HashSet<_> = messages
            .iter()
            .map(|message| message["messageId"].as_str())
            .collect();
        ids.len() == 600
    });
    demand_all(&fake.messages(), 300);
    nodes[2].restart();
    nodes[0].wait_until_idle();
    demand_all(&fake.messages(), 300);
}
