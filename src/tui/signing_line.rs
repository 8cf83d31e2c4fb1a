//! The line that says, beside the answering keys, in whose name an answer goes into the file.

use crate::domain::assessment::Answer;
use crate::domain::pack::Requirement;
use crate::domain::signer::Statement;
use crate::domain::text::{pick, tr};
use crate::report::words;
use crate::tui::action::{self, Action};
use crate::tui::canvas::Lines;
use crate::tui::cells;
use crate::tui::desktop::Desktop;

/// Who will have said it, before a key is pressed: the name that an answer puts into the file, and the key that
/// changes it, on a line of its own where one is too short.
pub fn signing_line(desktop: &Desktop, row: &Requirement, lines: &mut Lines) {
    let (lang, theme) = (desktop.lang(), &desktop.prefs.theme);
    let statement = Statement::answering(row, Answer::Yes);
    let signer = desktop.signer(statement);
    let who = words::signature(lang, &signer.name, &signer.post);
    let declares = statement == Statement::Declarations;
    let text = match (who.is_empty(), declares) {
        (false, true) => tr!(lang, "y: {who} として表明", "y: declared by {who}"),
        (false, false) => tr!(lang, "回答者: {who}", "Answered by {who}"),
        (true, true) => pick(lang, "y: 表明する人は未定(たずねます)", "y: asks who declares").to_owned(),
        (true, false) => pick(lang, "回答者: 未定", "Answered by: not known yet").to_owned(),
    };
    let key = action::key_of(desktop.place(), Action::Signer).unwrap_or_default();
    let change = format!("{key} {}", pick(lang, "変える", "changes"));
    let style = if declares && !who.is_empty() { theme.title } else { theme.muted };
    let wide = |text: &str| cells::width(text, desktop.prefs.ambiguous);
    if 1 + wide(&text) + 2 + wide(&change) <= usize::from(lines.width()) {
        return lines.spans(vec![(1, text.clone(), style), (3 + wide(&text) as u16, change, theme.muted)]);
    }
    lines.paragraph(1, &text, style);
    lines.paragraph(1, &change, theme.muted);
}
