use std::fmt;

/// An address of one's own that speaks Segment's protocol, without `/v1`.
///
/// ```
/// use segflow_core::segment::Endpoint;
/// let endpoint = Endpoint::parse("https://events.example.com/segment/v1/").unwrap();
/// assert_eq!(endpoint.base(), "https://events.example.com/segment");
/// assert!(Endpoint::parse("http://events.example.com").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Endpoint(String);

/// Why a text is no endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndpointError {
    /// It does not begin with `https://`.
    NotHttps,
    /// It has no host, or one that cannot be.
    NoHost,
    /// It has a user name or password.
    UserInfo,
    /// It has a query or fragment.
    Query,
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            EndpointError::NotHttps => {
                "an endpoint begins with https:// (http:// only on 127.0.0.1 and localhost)"
            }
            EndpointError::NoHost => "an endpoint needs a host, as in https://events.example.com",
            EndpointError::UserInfo => {
                "an endpoint has no user name or password; take out what stands before the @"
            }
            EndpointError::Query => "an endpoint has no ? or #; take out what follows them",
        })
    }
}

impl std::error::Error for EndpointError {}

impl Endpoint {
    /// Takes an address as people write it, with or without `/v1`.
    pub fn parse(text: &str) -> Result<Endpoint, EndpointError> {
        let text = text.trim();
        let (scheme, rest) = text.split_once("://").ok_or(EndpointError::NotHttps)?;
        if rest.contains(['?', '#']) {
            return Err(EndpointError::Query);
        }
        let (authority, path) = match rest.find('/') {
            Some(at) => rest.split_at_checked(at).unwrap_or((rest, "")),
            None => (rest, ""),
        };
        if authority.contains('@') {
            return Err(EndpointError::UserInfo);
        }
        let host = match authority.rsplit_once(':') {
            Some((host, port)) if port.parse::<u16>().is_ok() => host,
            Some(_) => return Err(EndpointError::NoHost),
            None => authority,
        };
        let is_host_char = |char: char| char.is_alphanumeric() || matches!(char, '.' | '-' | '_');
        if host.is_empty() || !host.chars().all(is_host_char) {
            return Err(EndpointError::NoHost);
        }
        if path.contains(|char: char| char.is_whitespace() || char.is_control() || char == '\\') {
            return Err(EndpointError::NoHost);
        }
        let is_local = matches!(host, "127.0.0.1" | "localhost");
        let scheme = scheme.to_ascii_lowercase();
        if scheme != "https" && !(scheme == "http" && is_local) {
            return Err(EndpointError::NotHttps);
        }
        let path = path.trim_end_matches('/');
        let path = path.strip_suffix("/v1").unwrap_or(path);
        Ok(Endpoint(format!("{scheme}://{authority}{path}")))
    }

    /// The address without `/v1` and without a slash at its end.
    pub fn base(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Endpoint, EndpointError};

    #[test]
    fn takes_addresses_as_people_write_them() {
        for (text, expected) in [
            ("https://a.example", Ok("https://a.example")),
            (" https://a.example/ ", Ok("https://a.example")),
            ("https://a.example/v1", Ok("https://a.example")),
            (
                "https://a.example:8443/p/v1/",
                Ok("https://a.example:8443/p"),
            ),
            ("http://127.0.0.1:4780", Ok("http://127.0.0.1:4780")),
            ("http://localhost:9/v1", Ok("http://localhost:9")),
            ("HTTPS://a.example", Ok("https://a.example")),
            ("http://a.example", Err(EndpointError::NotHttps)),
            (
                "http://localhost.evil.example",
                Err(EndpointError::NotHttps),
            ),
            (
                "http://localhost@evil.example",
                Err(EndpointError::UserInfo),
            ),
            ("a.example", Err(EndpointError::NotHttps)),
            ("ftp://a.example", Err(EndpointError::NotHttps)),
            ("https://", Err(EndpointError::NoHost)),
            ("https:///v1", Err(EndpointError::NoHost)),
            ("https://a b.example", Err(EndpointError::NoHost)),
            ("https://a.example:port", Err(EndpointError::NoHost)),
            (
                "https://a.example\\@evil.example",
                Err(EndpointError::UserInfo),
            ),
            ("https://a.example?x", Err(EndpointError::Query)),
            ("https://a.example/#x", Err(EndpointError::Query)),
        ] {
            let parsed = Endpoint::parse(text);
            assert_eq!(
                parsed.as_ref().map(Endpoint::base).map_err(|e| *e),
                expected,
                "{text}"
            );
        }
    }
}
