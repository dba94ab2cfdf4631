//! A component that comes as a part is named in one place: whatever else names
//! it brings its code into the first load.

/// A component as its declaration has it: `… in <part> = <path>;`.
struct Declared<'a> {
    file: &'a str,
    part: &'a str,
    component: &'a str,
    /// The file that defines it.
    home: String,
}

/// Tells of each line that names a component of a part it does not belong to.
pub(super) fn named_elsewhere(files: &[(String, String)]) -> Vec<String> {
    let rust = || {
        files
            .iter()
            .filter(|(file, _)| file.starts_with("crates/") && file.ends_with(".rs"))
    };
    let declared: Vec<Declared<'_>> = rust()
        .flat_map(|(file, text)| text.lines().filter_map(|line| declaration(file, line)))
        .collect();
    let mut faults = Vec::new();
    for (file, text) in rust() {
        let here: Vec<&str> = declared
            .iter()
            .filter(|other| other.home == *file)
            .map(|other| other.part)
            .collect();
        let foreign: Vec<&Declared<'_>> = declared
            .iter()
            .filter(|one| !here.contains(&one.part))
            .collect();
        for (number, line) in text.lines().enumerate() {
            let code = line.trim_start();
            if code.starts_with("//") {
                continue;
            }
            for one in &foreign {
                if has_word(code, one.component) && declaration(file, line).is_none() {
                    faults.push(format!(
                        "{file}:{}: {}: names `{}`, which comes with the part `{}`; call the function that {} declares",
                        number + 1,
                        code,
                        one.component,
                        one.part,
                        one.file,
                    ));
                }
            }
        }
    }
    faults
}

fn declaration<'a>(file: &'a str, line: &'a str) -> Option<Declared<'a>> {
    let line = line.trim();
    if line.starts_with("//") || !line.contains(" fn ") && !line.starts_with("fn ") {
        return None;
    }
    let (_, told) = line.split_once("Props) in ")?;
    let (part, path) = told.split_once(" = ")?;
    let path = path.split([',', ';']).next()?;
    let (module, component) = path.rsplit_once("::")?;
    let folder = file.rsplit_once('/')?.0;
    Some(Declared {
        file,
        part,
        component,
        home: format!("{folder}/{}.rs", module.replace("::", "/")),
    })
}

fn has_word(line: &str, word: &str) -> bool {
    line.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .any(|found| found == word)
}

#[cfg(test)]
mod tests {
    use super::named_elsewhere;

    fn faults(of: &[(&str, &str)]) -> Vec<String> {
        let declared = "crate::part! {\n    /// A tab.\n    pub(super) fn tab(TabProps) in a = tab::Tab, titled X;\n}\n\
                        crate::part! {\n    fn name(NameProps) in a = name::Name;\n}\n";
        let mut files = vec![("crates/ui/src/x/mod.rs".to_owned(), declared.to_owned())];
        files.extend(
            of.iter()
                .map(|(file, text)| ((*file).to_owned(), (*text).to_owned())),
        );
        named_elsewhere(&files)
    }

    #[test]
    fn a_component_is_named_where_it_is_declared_and_within_its_part() {
        let quiet = [
            (
                "crates/ui/src/x/tab.rs",
                "/// Properties of [`Tab`].\npub(super) fn Tab(props: &TabProps) {}\n<Name />\n",
            ),
            ("crates/ui/src/x/name.rs", "pub(super) fn Name() {}\n"),
            (
                "crates/ui/src/x/page.rs",
                "use super::{TabProps, tab};\ntab(TabProps {});\n// A Tab.\n<Tabs />\n",
            ),
        ];
        assert_eq!(faults(&quiet), [""; 0]);
        let loud = [
            ("crates/ui/src/x/page.rs", "use super::tab::Tab;\n<Tab />\n"),
            ("crates/app/src/page.rs", "<Name other=1 />\n"),
        ];
        assert_eq!(faults(&loud).len(), 3);
    }
}
