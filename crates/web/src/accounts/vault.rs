use js_sys::{Array, Object, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, AesKeyGenParams, CryptoKey, SubtleCrypto};

use crate::Error;
use crate::error::describe;
use crate::random;

const ALGORITHM: &str = "AES-GCM";
const KEY_BITS: u16 = 256;
/// 96 bits, as AES-GCM wants them; never used twice with one key.
const IV_BYTES: usize = 12;

/// Encrypts and decrypts with a key that cannot be taken out of the browser.
pub(crate) struct Vault {
    subtle: SubtleCrypto,
    key: CryptoKey,
}

/// What an account is stored as.
pub(crate) struct Sealed {
    pub(crate) iv: Uint8Array,
    pub(crate) data: Uint8Array,
}

impl Vault {
    /// The browser's cryptography; absent where the page was not loaded safely.
    pub(crate) fn subtle() -> Result<SubtleCrypto, Error> {
        web_sys::window()
            .filter(web_sys::Window::is_secure_context)
            .and_then(|window| window.crypto().ok())
            .map(|crypto| crypto.subtle())
            .filter(|subtle| !subtle.is_undefined())
            .ok_or(Error::NotSecure)
    }

    /// A new key, which the browser will not hand out.
    pub(crate) async fn new_key(subtle: &SubtleCrypto) -> Result<CryptoKey, Error> {
        let extractable = false;
        let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
        let promise = subtle
            .generate_key_with_object(
                &AesKeyGenParams::new(ALGORITHM, KEY_BITS),
                extractable,
                &usages,
            )
            .map_err(cannot_encrypt)?;
        let key = JsFuture::from(promise).await.map_err(cannot_encrypt)?;
        key.dyn_into().map_err(cannot_encrypt)
    }

    pub(crate) fn new(subtle: SubtleCrypto, key: CryptoKey) -> Vault {
        Vault { subtle, key }
    }

    /// Encrypts a text. It can be opened under the same name only, so that no
    /// record can be put in another's place.
    pub(crate) async fn seal(&self, name: &str, text: &str) -> Result<Sealed, Error> {
        let iv = Uint8Array::from(random::bytes::<IV_BYTES>()?.as_slice());
        let promise = self
            .subtle
            .encrypt_with_object_and_u8_array(&params(name, &iv), &self.key, text.as_bytes())
            .map_err(cannot_encrypt)?;
        let data = JsFuture::from(promise).await.map_err(cannot_encrypt)?;
        Ok(Sealed {
            iv,
            data: Uint8Array::new(&data),
        })
    }

    /// Decrypts what [`Vault::seal`] gave for that name.
    pub(crate) async fn open(&self, name: &str, sealed: &Sealed) -> Result<String, Error> {
        let promise = self
            .subtle
            .decrypt_with_object_and_js_u8_array(&params(name, &sealed.iv), &self.key, &sealed.data)
            .map_err(|_| Error::CannotDecrypt)?;
        let text = JsFuture::from(promise)
            .await
            .map_err(|_| Error::CannotDecrypt)?;
        String::from_utf8(Uint8Array::new(&text).to_vec()).map_err(|_| Error::CannotDecrypt)
    }
}

fn params(name: &str, iv: &Uint8Array) -> Object {
    let params = AesGcmParams::new_with_u8_array(ALGORITHM, iv);
    params.set_additional_data_u8_array(&Uint8Array::from(name.as_bytes()));
    params.into()
}

fn cannot_encrypt(value: JsValue) -> Error {
    Error::CannotEncrypt(describe(&value))
}
