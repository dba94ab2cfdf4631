use segflow_core::filter::Filter;
use segflow_core::mend::{Mend, MendKind};

use super::{Help, Side, TagEditor};

/// An editor with the person in it; `^` is the caret, two of them a selection.
fn at(shown: &str) -> TagEditor {
    let parts: Vec<&str> = shown.split('^').collect();
    let text = parts.concat();
    let anchor = parts[0].len();
    let caret = text.len() - parts.last().unwrap().len();
    let mut editor = TagEditor::default();
    editor.take(&text);
    editor.arrive();
    editor.moved(anchor, caret);
    editor
}

fn shown(editor: &TagEditor) -> String {
    let mut text = editor.text().to_owned();
    let selected = editor.selected();
    if !selected.is_empty() {
        text.insert(selected.end, '^');
    }
    text.insert(selected.start, '^');
    text
}

/// As if a person typed a letter at the caret.
fn press(editor: &mut TagEditor, letter: char) {
    let (_, caret) = editor.selection();
    let mut text = editor.text().to_owned();
    text.insert(caret, letter);
    let caret = caret + letter.len_utf8();
    editor.typed(text, caret, caret);
}

fn type_in(editor: &mut TagEditor, text: &str) {
    text.chars().for_each(|letter| press(editor, letter));
}

fn help(editor: &TagEditor) -> String {
    match editor.help() {
        Help::Nothing => "nothing".to_owned(),
        Help::Fields(spot) => format!("fields {}", spot.query),
        Help::Filters(spot) => format!("filters {}", spot.query),
        Help::Tag(spot) => match spot.value {
            Some((filter, place)) => format!("tag {} {place}", filter.name()),
            None => "tag".to_owned(),
        },
    }
}

#[test]
fn a_field_is_chosen_and_its_filters_follow() {
    let mut editor = at("Hi ^!");
    type_in(&mut editor, "{ema");
    assert_eq!(help(&editor), "fields ema");
    editor.choose_field("signup.email");
    assert_eq!(shown(&editor), "Hi {{ signup.email }}^!");
    assert_eq!(help(&editor), "nothing");
    press(&mut editor, '|');
    assert_eq!(shown(&editor), "Hi {{ signup.email | ^}}!");
    assert_eq!(help(&editor), "filters ");
    type_in(&mut editor, "tr");
    assert_eq!(help(&editor), "filters tr");
    editor.choose_filter(Filter::Truncate);
    assert_eq!(shown(&editor), "Hi {{ signup.email | truncate: ^20^ }}!");
    assert_eq!(help(&editor), "tag truncate 0");
    assert!(editor.enter());
    assert_eq!(shown(&editor), "Hi {{ signup.email | truncate: 20 }}^!");
    press(&mut editor, '|');
    editor.choose_filter(Filter::Downcase);
    assert_eq!(
        shown(&editor),
        "Hi {{ signup.email | truncate: 20 | downcase }}^!"
    );
}

#[test]
fn a_bar_that_was_not_meant_stands_behind_the_tag() {
    for (leave, expected) in [
        (
            (|editor: &mut TagEditor| assert!(editor.escape())) as fn(&mut TagEditor),
            "{{ a.b }}|^{{ a.c }}",
        ),
        (TagEditor::leave, "{{ a.b }}|^{{ a.c }}"),
        (|editor| editor.moved(0, 0), "^{{ a.b }}|{{ a.c }}"),
    ] {
        let mut editor = at("{{ a.b }}^{{ a.c }}");
        press(&mut editor, '|');
        assert_eq!(shown(&editor), "{{ a.b | ^}}{{ a.c }}");
        leave(&mut editor);
        assert_eq!(shown(&editor), expected);
    }
    // One that was asked for goes.
    let mut editor = at("{{ a.b^ }}");
    assert!(editor.ask_for_filter());
    assert_eq!(shown(&editor), "{{ a.b | ^}}");
    assert!(editor.escape());
    assert_eq!(shown(&editor), "{{ a.b }}^");
    // Elsewhere it is a letter like any other.
    let mut editor = at("{{ a.b }} ^");
    press(&mut editor, '|');
    assert_eq!(shown(&editor), "{{ a.b }} |^");
}

#[test]
fn the_tag_with_the_caret_is_open() {
    for (shown, open) in [
        ("^{{ a.b }}", false),
        ("{^{ a.b }}", true),
        ("{{ a.b }^}", true),
        ("{{ a.b }}^", false),
        ("^{{ a.b }}^", false),
        ("{{ ^a.b^ }}", true),
        ("x^y{{ a.^b }}", true),
        ("{{ a.b ^", false),
    ] {
        assert_eq!(at(shown).open_tag().is_some(), open, "{shown}");
    }
    let mut left = at("{{ a.b^ }}");
    left.leave();
    assert_eq!(left.open_tag(), None);
}

#[test]
fn keys_go_into_a_tag_and_out_of_it() {
    let mut editor = at("{{ a.b }}^");
    assert!(editor.step(Side::Before));
    assert_eq!(shown(&editor), "{{ a.b }^}");
    assert_eq!(help(&editor), "tag");
    assert!(!editor.step(Side::Before), "the browser moves on");
    assert!(editor.escape());
    assert_eq!(help(&editor), "nothing");
    assert!(editor.escape());
    assert_eq!(shown(&editor), "{{ a.b }}^");
    assert!(!editor.escape(), "nothing is left to close");
    assert!(editor.enter());
    assert_eq!(shown(&editor), "{{ a.b^ }}");
    assert!(editor.choices());
    assert_eq!(help(&editor), "fields ");
    editor.choose_field("c.d");
    assert_eq!(shown(&editor), "{{ c.d }}^");

    let mut editor = at("x ^{{ a.b | upcase }}");
    assert!(editor.step(Side::Behind));
    assert_eq!(shown(&editor), "x {^{ a.b | upcase }}");
    editor.ask_for_field();
    assert_eq!(help(&editor), "fields ");
    editor.choose_field("c.d");
    assert_eq!(shown(&editor), "x {{ c.d | upcase }}^");
    let mut plain = at("x^y");
    assert!(!plain.enter() && !plain.step(Side::Before) && !plain.choices());
}

#[test]
fn a_tag_is_selected_before_it_goes() {
    for (before, side, after) in [
        ("{{ a.b }}^c", Side::Before, "^c"),
        ("c^{{ a.b }}", Side::Behind, "c^"),
    ] {
        let mut editor = at(before);
        assert!(!editor.erase(side));
        assert_eq!(editor.text().get(editor.selected()), Some("{{ a.b }}"));
        assert!(!editor.erase(side));
        assert_eq!(shown(&editor), after);
    }
    for (shown, side, is_left) in [
        ("^c", Side::Before, false),
        ("c^", Side::Before, true),
        ("c^", Side::Behind, false),
        ("^c", Side::Behind, true),
    ] {
        assert_eq!(at(shown).erase(side), is_left, "{shown}");
    }
}

#[test]
fn what_is_pasted_stands_on_one_line() {
    let mut editor = at("a^b^c");
    editor.put("{{ x.y }}\r\nnext\n");
    assert_eq!(shown(&editor), "a{{ x.y }} next^c");
}

#[test]
fn a_field_is_asked_for_by_a_button() {
    let mut editor = at("a^b^c");
    editor.ask_for_field();
    assert_eq!(shown(&editor), "a{^c");
    assert_eq!(help(&editor), "fields ");
    editor.choose_field("x.y");
    assert_eq!(shown(&editor), "a{{ x.y }}^c");
}

#[test]
fn a_mend_is_one_change() {
    let mut editor = at("Hi {{ a.b^");
    editor.mend(&Mend {
        kind: MendKind::Close,
        range: 9..9,
        with: " }}".to_owned(),
    });
    assert_eq!(shown(&editor), "Hi {{ a.b }}^");
}

#[test]
fn what_changes_elsewhere_moves_the_caret_to_it() {
    for (before, text, after) in [
        ("ab^c", "abc", "ab^c"),
        ("abXY^c", "abc", "ab^c"),
        ("^", "abc", "abc^"),
        ("é^", "", "^"),
    ] {
        let mut editor = at(before);
        editor.take(text);
        assert_eq!(shown(&editor), after, "{before}");
    }
}
