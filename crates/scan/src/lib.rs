//! The innermost loops of reading and writing JSON and CSV.
//!
//! They are a crate of their own because they are compiled for speed, while
//! everything else that reaches a browser is compiled for size. Each looks at
//! sixteen bytes at once where the machine can.

mod block;
mod csv;
mod expected;
mod json;
mod literal;
mod out;
mod text;
mod word;

pub use csv::{CsvEvent, cell_end, plain_cell, record_end};
pub use expected::Expected;
pub use json::{plain_length, quoted_end, space_length};
pub use literal::Literal;
pub use out::Out;
pub use text::as_text;

/// The place of the first such byte.
#[inline]
pub fn find(bytes: &[u8], wanted: u8) -> Option<usize> {
    let mut at = 0;
    let mut rest = bytes;
    while let Some((block, after)) = rest.split_first_chunk() {
        let found = block::equal(block, wanted);
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize);
        }
        at += block.len();
        rest = after;
    }
    rest.iter()
        .position(|byte| *byte == wanted)
        .map(|place| at + place)
}
