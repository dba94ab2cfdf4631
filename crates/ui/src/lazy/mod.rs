//! Parts of the interface whose code comes when they are first used.
//!
//! [`part!`](crate::part) makes one. In a program that is not taken apart, as
//! Trunk serves it, all code is there from the start, and a part is there at once.

mod load;
mod place;

#[doc(hidden)]
pub use load::soon;
pub use load::{Loading, NotLoaded};
pub(crate) use place::is_coming;
#[doc(hidden)]
pub use place::{Frame, View, draw, place};
#[cfg(feature = "split")]
#[doc(hidden)]
pub use wasm_split_helpers::{self as split, wasm_split};
#[doc(hidden)]
pub use yew::Html;

/// Declares a function that shows a component whose code is loaded with the
/// first use.
///
/// ```text
/// part! {
///     /// The account of the chosen task.
///     pub(super) fn account_tab(AccountTabProps) in account = tab::AccountTab;
/// }
/// ```
///
/// makes `fn account_tab(props: AccountTabProps) -> Html`. Nothing else may name
/// the component: whatever does brings its code into the first load. Parts of
/// one name, here `account`, come together. A part that is a whole page is
/// `titled` by a [`Text`](crate::text::Text), so that the page has its heading
/// where the part does not come; one that draws what is around it is `framed`
/// by a function of its properties, which draws that around what is shown until
/// the part is there. One that is known to be shown soon is `fetched by` a
/// function of that name.
#[macro_export]
macro_rules! part {
    (
        $(#[$attribute:meta])*
        $visible:vis fn $name:ident($Props:ty) in $part:ident = $component:path
        $(, titled $title:expr)? $(, framed $frame:expr)? $(, fetched by $fetch:ident)?;
    ) => {
        $(
            /// Fetches the code of this part, which will be shown soon.
            $visible fn $fetch() {
                $crate::arriving! { fetching in $part {} }
                $crate::lazy::soon(Box::pin(fetching()));
            }
        )?
        $(#[$attribute])*
        $visible fn $name(props: $Props) -> $crate::lazy::Html {
            ::std::thread_local! {
                static VIEW: $crate::lazy::View<$Props> = const { ::std::cell::Cell::new(None) };
            }
            $crate::arriving! { $name in $part { VIEW.set(Some($crate::lazy::draw::<$component>)); } }
            let frame = [$({
                let (frame, props): (fn(&$Props, $crate::lazy::Html) -> _, _) = ($frame, props.clone());
                $crate::lazy::Frame::of(move |shown| frame(&props, shown))
            })?];
            $crate::lazy::place(
                concat!(stringify!($part), "/", stringify!($name)),
                [$($title)?].first().copied(),
                frame.into_iter().next(),
                move || VIEW.get().map(|view| view(props.clone())),
                || Box::pin($name()),
            )
        }
    };
}

/// The function that comes with a part's code, and says where to find it.
#[cfg(all(feature = "split", not(feature = "embedded")))]
#[doc(hidden)]
#[macro_export]
macro_rules! arriving {
    ($name:ident in $part:ident { $($set:tt)* }) => {
        $crate::from_its_file! { $name in $part { $($set)* } }
    };
}

#[cfg(all(feature = "split", feature = "embedded"))]
#[doc(hidden)]
#[macro_export]
macro_rules! arriving {
    ($name:ident in builder { $($set:tt)* }) => {
        $crate::at_once! { $name { $($set)* } }
    };
    ($name:ident in $part:ident { $($set:tt)* }) => {
        $crate::from_its_file! { $name in $part { $($set)* } }
    };
}

#[cfg(not(feature = "split"))]
#[doc(hidden)]
#[macro_export]
macro_rules! arriving {
    ($name:ident in $part:ident { $($set:tt)* }) => {
        $crate::at_once! { $name { $($set)* } }
    };
}

#[cfg(feature = "split")]
#[doc(hidden)]
#[macro_export]
macro_rules! from_its_file {
    ($name:ident in $part:ident { $($set:tt)* }) => {
        #[$crate::lazy::wasm_split($part, fallible, wasm_split_path = $crate::lazy::split)]
        fn $name() -> Result<(), $crate::lazy::NotLoaded> {
            $($set)*
            Ok(())
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! at_once {
    ($name:ident { $($set:tt)* }) => {
        async fn $name() -> Result<(), $crate::lazy::NotLoaded> {
            $($set)*
            Ok(())
        }
    };
}
