//! What the verdicts rest on: per category what cannot be spared and who may leave; for each fact what falls.

use ratatui::layout::Rect;

use crate::domain::carriers::{Carrier, Survey, survey};
use crate::domain::text::{Lang, pick};
use crate::report::carriers::{
    departures, falls, kind, name, no_substitute, premise, room, sets, slack_details, without,
};
use crate::report::words;
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::chrome::{file_header, footer};
use crate::tui::desktop::{Desktop, Goal, WayBack};
use crate::tui::list::{List, ListAndText, travel_or_scroll};
use crate::tui::message::Effect;
use crate::tui::outline::category_name;
use crate::tui::screens::{Screen, has_reference_date};
use crate::tui::session::Session;

/// State of the screen.
#[derive(Debug, Default)]
pub struct CarriersPage {
    survey: Option<Survey>,
    /// Which chosen category; past the last one, all together.
    which: usize,
    edits: u64,
    list: List,
    scroll: usize,
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    /// A fact that verdicts rest on.
    Carrier(usize),
    /// A requirement for people of the category in view.
    Slack(usize),
}

/// Facts times people up to which a survey is done between two pictures: a few milliseconds. More is done aside.
const AT_ONCE: usize = 3_000;

/// True if so much depends on so many people that no picture may wait for it.
fn takes_long(session: &Session) -> bool {
    let a = &session.assessment;
    let roles = a.people.iter().filter(|person| !person.posts.is_empty()).count();
    let facts = roles + a.contracts.len() + a.documents.len() + a.records.len() + a.equivalences.len();
    facts.saturating_mul(a.people.len()) > AT_ONCE
}

fn refresh(screen: &mut CarriersPage, desktop: &mut Desktop) {
    let Some(session) = &desktop.session else { return };
    if takes_long(session) {
        screen.survey = None;
        screen.edits = session.revision();
        return desktop.want(Effect::Survey);
    }
    screen.survey = Some(survey(&session.basis()));
    screen.edits = session.revision();
}

impl CarriersPage {
    /// Takes what was found out aside.
    pub fn arrive(&mut self, survey: Survey) {
        self.survey = Some(survey);
    }

    /// What was being found out was given up: it begins anew when the page is shown again.
    pub fn forget(&mut self) {
        self.edits = u64::MAX;
    }

    fn items(&self) -> Vec<Item> {
        let Some(survey) = &self.survey else { return Vec::new() };
        let here = survey.categories.get(self.which);
        let touches = |carrier: &Carrier| {
            here.is_none_or(|here| carrier.falls.categories.iter().any(|flip| flip.id == here.id))
        };
        let carriers = survey.carriers.iter().enumerate().filter(|(_, carrier)| touches(carrier));
        let mut items: Vec<(bool, Item)> =
            carriers.map(|(at, carrier)| (!self.single(carrier), Item::Carrier(at))).collect();
        // Those without a substitute come first, each in the order of the registers.
        items.sort_by_key(|(replaceable, _)| *replaceable);
        let slack = here.map_or(0, |here| here.slack.len());
        items.into_iter().map(|(_, item)| item).chain((0..slack).map(Item::Slack)).collect()
    }

    /// True if the category in view, or any where all are, cannot do without it.
    fn single(&self, carrier: &Carrier) -> bool {
        match self.survey.as_ref().and_then(|survey| survey.categories.get(self.which)) {
            Some(here) => carrier.is_single(&here.id),
            None => !carrier.lasting.categories.is_empty(),
        }
    }
}

impl Screen for CarriersPage {
    /// Surveys the assessment.
    fn begin(&mut self, desktop: &mut Desktop, _in_view: Option<String>) -> bool {
        if !has_reference_date(
            desktop,
            "判定の支えを調べられます",
            "it can be seen what the verdicts rest on",
        ) {
            return false;
        }
        let Some(session) = &desktop.session else { return false };
        *self = Self { which: session.findings.categories.len(), ..Self::default() };
        refresh(self, desktop);
        true
    }

    fn leads_back(&self) -> bool {
        true
    }

    fn act(&mut self, desktop: &mut Desktop, action: Action) -> bool {
        let Some(session) = &desktop.session else { return false };
        let count = session.findings.categories.len();
        let height = areas(desktop.size, session).list.height;
        match action {
            Action::Left | Action::Right | Action::NextPane => {
                let step = if action == Action::Left { count } else { 1 };
                self.which = (self.which + step) % (count + 1);
                (self.list, self.scroll) = (List::default(), 0);
            }
            Action::Open => jump(self, desktop),
            _ => return travel_or_scroll(&mut self.list, &mut self.scroll, action, height),
        }
        true
    }

    /// Keeps the list true to the assessment and the cursor in sight, after each message.
    fn settle(&mut self, desktop: &mut Desktop) {
        let Some(session) = &desktop.session else { return };
        if self.edits != session.revision() {
            refresh(self, desktop);
        }
        let count = self.items().len();
        let Some(session) = &desktop.session else { return };
        let areas = areas(desktop.size, session);
        let lines = details(self, desktop, session, areas.text.width).len();
        self.list.settle(count, usize::from(areas.list.height));
        self.scroll = self.scroll.min(areas.most(lines));
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let Some(session) = &desktop.session else { return };
        let (lang, width) = (desktop.lang(), canvas.area().width);
        file_header(desktop, canvas, pick(lang, "判定の支え", "What the verdicts rest on"));
        let Some(survey) = &self.survey else {
            let text = pick(
                lang,
                "調べています。人や契約が多いと時間がかかります。Esc でやめられます。",
                "Working it out; many people and contracts take a while. Esc gives it up.",
            );
            canvas.text(2, 3, text, canvas.theme.plain, width - 4);
            return footer(desktop, canvas, |action| self.acts(desktop, action));
        };
        let areas = areas(desktop.size, session);
        summary(self, desktop, session, survey, canvas);
        canvas.rule(0, areas.list.y - 1, width);
        let items = self.items();
        for (y, at, item) in self.list.shown(areas.list, &items) {
            line(self, desktop, session, survey, canvas, (y, *item, at == self.list.at));
        }
        areas.draw_text(lang, canvas, &details(self, desktop, session, areas.text.width), self.scroll);
        footer(desktop, canvas, |action| self.acts(desktop, action));
    }
}

/// Goes to the register entry, or to the question of a requirement; Esc comes back.
fn jump(screen: &mut CarriersPage, desktop: &mut Desktop) {
    let items = screen.items();
    let (Some(survey), Some(item)) = (&screen.survey, items.get(screen.list.at)) else {
        return;
    };
    let goal = match *item {
        Item::Carrier(at) => Some(Goal::Entry(survey.carriers[at].id.clone())),
        Item::Slack(at) => survey.categories.get(screen.which).map(|here| Goal::Row(here.slack[at].at)),
    };
    goal.into_iter().for_each(|goal| desktop.show(goal, WayBack::Here));
}

/// The list and the text below the summary.
fn areas(size: (u16, u16), session: &Session) -> ListAndText {
    let categories = u16::try_from(session.findings.categories.len()).unwrap_or(6);
    ListAndText::below(categories + 4, size, |rows| if rows < 6 { rows / 3 } else { rows * 2 / 5 })
}

/// A line for each category: its verdict, how many facts it cannot miss, who may leave.
fn summary(
    screen: &CarriersPage,
    desktop: &Desktop,
    session: &Session,
    survey: &Survey,
    canvas: &mut Canvas<'_>,
) {
    let lang = desktop.lang();
    let area = Rect::new(1, 2, canvas.area().width - 2, 1);
    let columns = [20, 31, 43].map(|x| area.x + x);
    let heads = [
        (area.x, pick(lang, "区分", "Category")),
        (columns[0], pick(lang, "判定", "Verdict")),
        (columns[1], no_substitute(lang)),
        (columns[2], pick(lang, "人が外れたら", "If people leave")),
    ];
    for (x, text) in heads {
        canvas.text(x, area.y, text, canvas.theme.muted, area.right().saturating_sub(x));
    }
    for (row, support) in survey.categories.iter().enumerate() {
        let y = area.y + 1 + u16::try_from(row).unwrap_or(0);
        let here = row == screen.which;
        let style = if here { canvas.theme.focus } else { canvas.theme.plain };
        let plain = canvas.theme.plain;
        let name = category_name(session, &support.id, lang);
        canvas.text(area.x, y, name, style, 19);
        let (word, verdict) =
            (words::verdict_short(lang, support.verdict), canvas.theme.verdict(support.verdict));
        canvas.text(columns[0], y, word, verdict, 10);
        let singles = survey.single_points(&support.id).count();
        canvas.text(columns[1], y, &words::entries(lang, singles), plain, 10);
        let room = area.right().saturating_sub(columns[2]);
        canvas.text(columns[2], y, &departures(lang, support), plain, room);
    }
}

fn line(
    screen: &CarriersPage,
    desktop: &Desktop,
    session: &Session,
    survey: &Survey,
    canvas: &mut Canvas<'_>,
    (y, item, focused): (u16, Item, bool),
) {
    let (lang, width) = (desktop.lang(), canvas.area().width);
    let style = if focused { canvas.theme.focus } else { canvas.theme.plain };
    let (muted, title) = (canvas.theme.muted, canvas.theme.title);
    let middle = width * 2 / 5;
    let end = width - 11;
    match item {
        Item::Carrier(at) => {
            let carrier = &survey.carriers[at];
            canvas.text(1, y, kind(lang, carrier.kind), muted, 10);
            canvas.text(12, y, &name(&session.assessment, &carrier.id), style, middle.saturating_sub(13));
            let text = in_short(lang, session, carrier, screen.which);
            canvas.text(middle, y, &text, canvas.theme.plain, end.saturating_sub(middle + 1));
            if screen.single(carrier) {
                canvas.text(end, y, no_substitute(lang), title, 10);
            }
        }
        Item::Slack(at) => {
            let Some(slack) = survey.categories.get(screen.which).and_then(|here| here.slack.get(at)) else {
                return;
            };
            canvas.text(1, y, pick(lang, "要件", "required"), muted, 10);
            let row = session.pack.rows()[slack.at].title.get(lang);
            canvas.text(12, y, row, style, middle.saturating_sub(13));
            canvas.text(middle, y, &room(lang, slack), canvas.theme.plain, width.saturating_sub(middle + 1));
        }
    }
}

/// What falls, in one line: the categories with their verdicts, or how many requirements.
fn in_short(lang: Lang, session: &Session, carrier: &Carrier, which: usize) -> String {
    let here = session.findings.categories.get(which).map(|category| category.id.as_str());
    let categories = carrier.falls.categories.iter().filter(|flip| here.is_none_or(|here| here == flip.id));
    let categories = categories.map(|flip| {
        let short = category_name(session, &flip.id, lang);
        let (from, to) = (words::verdict_short(lang, flip.from), words::verdict_short(lang, flip.to));
        if here.is_some() { format!("{from} -> {to}") } else { format!("{short} {from} -> {to}") }
    });
    let categories: Vec<String> = categories.collect();
    if !categories.is_empty() {
        return categories.join(pick(lang, "、", ", "));
    }
    let count = carrier.falls.rows.iter().filter(|flip| session.pack.answerable(flip.at)).count();
    match (lang, count) {
        (Lang::Ja, _) => format!("要件 {count}件"),
        (Lang::En, 1) => "1 requirement".to_owned(),
        (Lang::En, _) => format!("{count} requirements"),
    }
}

/// The selected line in full.
fn details(screen: &CarriersPage, desktop: &Desktop, session: &Session, width: u16) -> Lines {
    let (lang, theme) = (desktop.lang(), &desktop.prefs.theme);
    let mut lines = desktop.prefs.lines(width);
    let Some(survey) = &screen.survey else { return lines };
    let context = session.context();
    let items = screen.items();
    let here = survey.categories.get(screen.which);
    match items.get(screen.list.at) {
        Some(Item::Carrier(at)) => {
            let carrier = &survey.carriers[*at];
            lines.paragraph(0, &without(lang, &session.assessment, carrier), theme.title);
            falls(lang, &context, carrier).iter().for_each(|text| lines.paragraph(2, text, theme.plain));
        }
        Some(Item::Slack(at)) => {
            let Some(slack) = here.and_then(|here| here.slack.get(*at)) else { return lines };
            let row = &session.pack.rows()[slack.at];
            lines.paragraph(0, &format!("{}  {}", row.clause, row.title.get(lang)), theme.title);
            lines.paragraph(0, &room(lang, slack), theme.plain);
            slack_details(lang, &context, slack)
                .iter()
                .for_each(|text| lines.paragraph(2, text, theme.plain));
        }
        None => {
            let text = pick(
                lang,
                "1件だけで判定が下がるものはありません。",
                "Nothing on record takes a verdict with it alone.",
            );
            lines.paragraph(0, text, theme.plain);
        }
    }
    if let Some(here) = here {
        lines.gap();
        sets(lang, &session.assessment, &here.departures)
            .iter()
            .for_each(|text| lines.paragraph(0, text, theme.plain));
    }
    lines.gap();
    lines.paragraph(0, premise(lang), theme.muted);
    lines
}
