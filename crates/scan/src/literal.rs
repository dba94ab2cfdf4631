use crate::block::BLOCK;

/// Text that is written over and over. It is kept in whole blocks, so that
/// copying it asks for no byte.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Literal {
    /// The text, and zeros up to a whole block.
    blocks: Vec<[u8; BLOCK]>,
    length: usize,
}

impl Literal {
    /// The text in blocks.
    pub fn new(text: &str) -> Literal {
        let mut literal = Literal::default();
        literal.push_str(text);
        literal
    }

    /// Adds text at its end.
    pub fn push_str(&mut self, text: &str) {
        for byte in text.bytes() {
            let place = self.length % BLOCK;
            if place == 0 {
                self.blocks.push([0; BLOCK]);
            }
            if let Some(free) = self.blocks.last_mut().and_then(|last| last.get_mut(place)) {
                *free = byte;
            }
            self.length += 1;
        }
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether it has no byte.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self.blocks
            .as_flattened()
            .get(..self.length)
            .unwrap_or_default()
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        // Only whole texts are added.
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    #[inline(always)]
    pub(crate) fn blocks(&self) -> &[[u8; BLOCK]] {
        &self.blocks
    }
}
