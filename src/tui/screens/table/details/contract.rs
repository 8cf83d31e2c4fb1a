//! Below the contracts: how the selected one counts, for whom, and why not more.

use crate::domain::evaluate::Count;
use crate::domain::register::ContractForm;
use crate::domain::text::{pick, tr};
use crate::domain::verdict::Pair;
use crate::report::fields::Source;
use crate::report::grounds::why_in;
use crate::report::words;
use crate::tui::form::lines::named;
use crate::tui::screens::table::details::Pane;
use crate::tui::screens::table::worth::{Worth, delivering};

impl Pane<'_> {
    pub(super) fn contract(&mut self, at: usize) {
        let lang = self.lang();
        let contract = &self.session.assessment.contracts[at];
        let worth = self.view.ledger.of(at);
        let heading = format!(
            "{}  {}  {}: {}",
            contract.alias,
            words::contract_form(lang, contract.form),
            pick(lang, "顧客が管理するシステム", "run by the client"),
            words::known(lang, contract.client_system)
        );
        self.lines.paragraph(0, &heading, self.theme.title);
        if contract.form == ContractForm::Continuing {
            let best = worth.iter().max_by_key(|worth| (worth.credit.lenient, worth.credit.strict));
            if let Some(best) = best {
                let text = tr!(
                    lang,
                    "数え方: 厳格 {} (満了した年)  緩やか {} (始まった年)  論点 A4",
                    "Counts {} strictly (completed years), {} leniently (started years), doubt A4",
                    best.credit.strict,
                    best.credit.lenient
                );
                self.plain(0, &text);
            }
        }
        for why in worth.iter().flat_map(|worth| &worth.credit.why) {
            self.reason(why_in(lang, &self.session.context(), why));
        }
        let asked = worth.iter().map(|worth| (worth.route, &worth.person));
        for (worth, total) in worth.iter().zip(self.session.credit_totals(asked)) {
            total.into_iter().for_each(|total| self.total(worth, total));
        }
        if worth.is_empty() {
            self.worthless(at);
        }
    }

    /// What a person has on a route against what is needed.
    fn total(&mut self, worth: &Worth, (count, pair): (Count, Pair)) {
        let (lang, row) = (self.lang(), &self.session.pack.rows()[worth.route]);
        let name = named(&self.view.lookup(), Source::People, &worth.person);
        let Count { strict, lenient, needed, .. } = count;
        let text = tr!(
            lang,
            "{name}の{}: 厳格 {strict}/{needed}件  緩やか {lenient}/{needed}件",
            "{name}, {}: {strict}/{needed} strictly, {lenient}/{needed} leniently",
            row.title.get(lang)
        );
        self.lines.paragraph(0, &text, self.theme.verdict(pair.verdict()));
    }

    /// Why a contract counts for no one.
    fn worthless(&mut self, at: usize) {
        let lang = self.lang();
        let contract = &self.session.assessment.contracts[at];
        let text = if self.session.assessment.profile.reference_date.is_none() {
            pick(
                lang,
                "基準日が決まるまで数えられません。p で決められます。",
                "Nothing can be counted until there is a reference date; p sets it.",
            )
        } else if delivering(contract).is_empty() {
            pick(
                lang,
                "従事した人が書いてないため、だれの実績にも数えません。",
                "Nobody is recorded as having done the work, so it counts for nobody.",
            )
        } else if self.view.ledger.counts_years(at) {
            pick(
                lang,
                "件数ではなく、延べ運用年数に数えます。",
                "It counts by its years of operation, not as one contract.",
            )
        } else {
            pick(
                lang,
                "この種別を数える要件が、選んだ区分にありません。",
                "No requirement of the chosen categories counts this kind.",
            )
        };
        self.plain(0, text);
    }
}
