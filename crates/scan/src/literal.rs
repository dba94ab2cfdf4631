/// How many bytes of a literal are copied at once: most are keys, and shorter.
pub(crate) const PIECE: usize = 32;

/// Text that is written over and over. It is kept in whole pieces, so that
/// copying it asks for no byte.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Literal {
    /// The text up to where pieces are full, and zeros behind it.
    first: [u8; PIECE],
    rest: Vec<[u8; PIECE]>,
    length: usize,
}

impl Literal {
    /// The text in pieces.
    pub fn new(text: &str) -> Literal {
        let mut literal = Literal::default();
        literal.push_str(text);
        literal
    }

    /// Adds text at its end.
    pub fn push_str(&mut self, text: &str) {
        for byte in text.bytes() {
            let (piece, place) = (self.length / PIECE, self.length % PIECE);
            if piece > self.rest.len() {
                self.rest.push([0; PIECE]);
            }
            let piece = match piece {
                0 => Some(&mut self.first),
                _ => self.rest.last_mut(),
            };
            if let Some(free) = piece.and_then(|piece| piece.get_mut(place)) {
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

    /// Whether it begins with this byte.
    pub fn starts_with(&self, byte: u8) -> bool {
        !self.is_empty() && self.first.first() == Some(&byte)
    }

    /// Its text.
    pub fn text(&self) -> String {
        let pieces = [self.first.as_slice(), self.rest.as_flattened()];
        let mut bytes = pieces.concat();
        bytes.truncate(self.length);
        // Only whole texts are added.
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Its pieces: the first one is always there.
    #[inline(always)]
    pub(crate) fn pieces(&self) -> (&[u8; PIECE], &[[u8; PIECE]]) {
        (&self.first, &self.rest)
    }
}
