//! Help asks exactly what the engine asks: a condition that `yes_means` names is a condition of the rule, and a condition
//! of the rule is named, in both languages.

use kijun::domain::pack::{Pack, Requirement};
use kijun::domain::rule::{Reviewer, Rule};

/// A condition: its words in each language, and whether a rule word asks for it.
struct Condition {
    ja: &'static str,
    en: &'static str,
    asked: fn(&Rule) -> bool,
}

const CONDITIONS: &[Condition] = &[
    Condition {
        ja: "管理責任者",
        en: "owner",
        asked: |rule| matches!(rule, Rule::Document { owner: true, .. }),
    },
    Condition {
        ja: "手続の初版の承認日以後",
        en: "not before the procedure was first approved",
        asked: |rule| matches!(rule, Rule::Operation { of: Some(_), .. } | Rule::Audit { of: Some(_), .. }),
    },
    Condition {
        ja: "顧客が申込みの前に読める",
        en: "clients can read before they order",
        asked: for_clients,
    },
    Condition { ja: "12か月以内", en: "ithin the 12 months", asked: within_12_months },
    Condition {
        ja: "24か月以内",
        en: "within 24 months",
        asked: |rule| matches!(rule, Rule::Education { lenient_months: 24, .. }),
    },
    Condition {
        ja: "を定めた節があり", en: "has a section on", asked: |rule| matches!(rule, Rule::Section)
    },
    Condition {
        ja: "節番号が文書台帳に",
        en: "gives its number",
        asked: |rule| matches!(rule, Rule::Section),
    },
    Condition {
        ja: "別の節",
        en: "a separate section",
        asked: |rule| matches!(rule, Rule::Document { apart_from, .. } if !apart_from.is_empty()),
    },
    Condition {
        ja: "承認日(基準日まで)",
        en: "approval date",
        asked: |rule| matches!(rule, Rule::Document { client_facing: false, .. }),
    },
    Condition {
        ja: "承認済みの文書(",
        en: "n approved document",
        asked: |rule| matches!(rule, Rule::Standard { .. } | Rule::Document { client_facing: true, .. }),
    },
    Condition {
        ja: "番号と有効期限",
        en: "with its number and expiry date",
        asked: |rule| matches!(rule, Rule::Qualification(_)),
    },
    Condition {
        ja: "審査が終わる見込みの日",
        en: "the expected end of the review",
        asked: |rule| matches!(rule, Rule::Qualification(_)),
    },
    Condition {
        ja: "への掲載を確認済み", en: "confirmed to be on reference list", asked: from_a_list
    },
    Condition {
        ja: "全項目を埋めた同等性の主張", en: "a complete equivalence argument", asked: from_a_list
    },
    Condition {
        ja: "講師かリーダーを務めたこと",
        en: "as lecturer or leader in a community",
        asked: |rule| matches!(rule, Rule::Community(_)),
    },
    Condition {
        ja: "大学、短期大学、高等専門学校のいずれか",
        en: "a university, junior college or college of technology",
        asked: |rule| matches!(rule, Rule::Taught(_)),
    },
    Condition {
        ja: "本人の氏名の入った修了証",
        en: "a completion proof names the person",
        asked: |rule| matches!(rule, Rule::Training(_)),
    },
    Condition {
        ja: "3年前の応当日の翌日から基準日まで",
        en: "from the day after the same day three years earlier",
        asked: |rule| {
            matches!(rule, Rule::Contracts { within_years: 3, .. } | Rule::Years { within_years: 3, .. })
        },
    },
    Condition {
        ja: "5件以上あること",
        en: "At least five",
        asked: |rule| matches!(rule, Rule::Contracts { at_least: 5, .. }),
    },
    Condition {
        ja: "3件以上あり",
        en: "At least three",
        asked: |rule| matches!(rule, Rule::Contracts { at_least: 3, .. }),
    },
    Condition {
        ja: "延べ年数が10年(120か月)以上",
        en: "at least 10 years (120 months)",
        asked: |rule| matches!(rule, Rule::Years { at_least: 10, .. }),
    },
    Condition {
        ja: "1つ以上を本人が成功させていること",
        en: "the person achieved at least one",
        asked: |rule| matches!(rule, Rule::Contracts { acts, .. } if !acts.is_empty()),
    },
    Condition {
        ja: "第4.1版だけにある行為e",
        en: "act e (which edition 4.1 alone prints)",
        asked: |rule| matches!(rule, Rule::Contracts { lenient_acts, .. } if lenient_acts == &["e"]),
    },
    Condition {
        ja: "目的の説明がない",
        en: "whose purpose is not stated",
        asked: |rule| matches!(rule, Rule::Contracts { reasoned, .. } if !reasoned.is_empty()),
    },
    Condition {
        ja: "セキュリティ監視だけの契約",
        en: "security monitoring alone",
        asked: |rule| lenient_kinds(rule).iter().any(|kind| kind == "monitoring"),
    },
    Condition {
        ja: "機器検証以外の診断の契約",
        en: "assessments other than device verification",
        asked: |rule| lenient_kinds(rule).iter().any(|kind| kind == "web"),
    },
    Condition {
        ja: "従事者の全員に",
        en: "Every engaged person",
        asked: |rule| matches!(rule, Rule::Coverage { role, .. } if role == "engaged"),
    },
    Condition {
        ja: "その全員が",
        en: "every such person",
        asked: |rule| matches!(rule, Rule::Coverage { role, .. } if role != "engaged"),
    },
    Condition { ja: "着任日の記録がない", en: "a missing start date", asked: of_own_staff },
    Condition { ja: "直接契約の要員", en: "under direct engagement", asked: of_own_staff },
    Condition {
        ja: "この区分の品質管理者",
        en: "quality manager of this category",
        asked: |rule| matches!(rule, Rule::Assigned { role, .. } if role == "quality"),
    },
    Condition {
        ja: "兼務の扱いを定めた文書",
        en: "a document settles the double role",
        asked: |rule| matches!(rule, Rule::Assigned { apart_from, .. } if !apart_from.is_empty()),
    },
    Condition {
        ja: "技術責任者が全員載っていること",
        en: "names every present technical lead",
        asked: |rule| matches!(rule, Rule::PersonList { role } if role == "lead"),
    },
    Condition {
        ja: "厳格に数えた人数と一致する",
        en: "equals the strict count",
        asked: |rule| matches!(rule, Rule::Headcount { .. } | Rule::Overlap { .. }),
    },
    Condition {
        ja: "兼務者の人数が書かれ",
        en: "how many people satisfy both",
        asked: |rule| matches!(rule, Rule::Overlap { .. }),
    },
    Condition {
        ja: "担当外で、範囲の調整や営業にも加わっていない人が",
        en: "outside its scoping and sales",
        asked: |rule| reviewed_by(rule, |by| *by == Reviewer::DisjointFromTeam),
    },
    Condition {
        ja: "担当外の人が査読した",
        en: "somebody outside the team of the job read",
        asked: |rule| reviewed_by(rule, |by| *by == Reviewer::DisjointIfStrict),
    },
    Condition {
        ja: "その案件の従事者か、",
        en: "somebody who worked on the job, or a person who",
        asked: |rule| reviewed_by(rule, |by| matches!(by, Reviewer::ParticipantOr(_))),
    },
    Condition {
        ja: "実施したこのサービスの案件",
        en: "of a job of this service that was carried out",
        asked: |rule| reviewed_by(rule, |_| true),
    },
    Condition {
        ja: "全案件をレビューするという表明",
        en: "a declaration (name, post, date) says that all jobs are reviewed",
        asked: |rule| matches!(rule, Rule::Review { all_jobs: true, .. }),
    },
    Condition {
        ja: "1つも担当していない監査人",
        en: "Auditors who handled no",
        asked: |rule| matches!(rule, Rule::Audit { .. }),
    },
    Condition {
        ja: "範囲に明記した監査",
        en: "named in the scope",
        asked: |rule| matches!(rule, Rule::Audit { .. }),
    },
    Condition {
        ja: "どう管理するかを定めた文書",
        en: "a document that lays down how",
        asked: |rule| matches!(rule, Rule::Operation { with_document: true, .. }),
    },
    Condition {
        ja: "文書と記録の一方だけ",
        en: "Only one of the two",
        asked: |rule| matches!(rule, Rule::Operation { with_document: true, .. }),
    },
    // Of two parts of one paper, the later row waits for the earlier.
    Condition {
        ja: "約款がほかにまだない",
        en: "No terms beside it yet",
        asked: |rule| matches!(rule, Rule::Document { apart_from, .. } if apart_from == &["forensic.qual.b.ii#terms"]),
    },
    Condition {
        ja: "役職と氏名、基準日までの日付",
        en: "by name and post, dated by the reference date",
        asked: |rule| matches!(rule, Rule::Declared),
    },
    // A14: rules that a service without jobs meets leniently.
    Condition {
        ja: "納品した案件がまだないと申告して",
        en: "with the statement that no job is delivered yet",
        asked: |rule| matches!(rule, Rule::Review { .. } | Rule::Operation { .. } | Rule::Audit { .. }),
    },
];

fn for_clients(rule: &Rule) -> bool {
    match rule {
        Rule::Document { client_facing, .. } | Rule::Standard { client_facing, .. } => *client_facing,
        Rule::Offered | Rule::PersonList { .. } | Rule::Headcount { .. } | Rule::Overlap { .. } => true,
        _ => false,
    }
}

fn within_12_months(rule: &Rule) -> bool {
    match rule {
        Rule::Education { within_months, .. }
        | Rule::Review { within_months, .. }
        | Rule::Audit { within_months, .. }
        | Rule::Operation { within_months, .. } => *within_months == 12,
        _ => false,
    }
}

fn from_a_list(rule: &Rule) -> bool {
    rule.needs().list.is_some_and(|list| list.number.is_some())
}

fn lenient_kinds(rule: &Rule) -> &[String] {
    match rule {
        Rule::Contracts { lenient_kinds, .. } | Rule::Years { lenient_kinds, .. } => lenient_kinds,
        _ => &[],
    }
}

/// Whoever holds a post; of the vulnerability assessment within device verification, its lead (A40).
fn of_own_staff(rule: &Rule) -> bool {
    let part = matches!(rule, Rule::Coverage { role, .. } if role != "engaged");
    part || matches!(rule, Rule::Works(_) | Rule::Assigned { .. })
}

fn reviewed_by(rule: &Rule, fits: fn(&Reviewer) -> bool) -> bool {
    matches!(rule, Rule::Review { by, .. } if fits(by))
}

/// Rows that a person answers by a yes with a meaning; what merely counts has no conditions of its own.
fn helped(pack: &Pack) -> impl Iterator<Item = &Requirement> {
    pack.rows().iter().filter(|row| {
        !row.yes_means.is_empty() && !matches!(row.rule, Rule::Kind(_) | Rule::Act(_) | Rule::Inherits(_))
    })
}

#[test]
fn what_yes_means_names_is_what_the_rule_asks() {
    let mut wrong = Vec::new();
    for pack in super::editions() {
        for row in helped(&pack) {
            for condition in CONDITIONS {
                let asked = row.rule.all().any(condition.asked);
                for (text, words) in [(&row.yes_means.ja, condition.ja), (&row.yes_means.en, condition.en)] {
                    match (asked, text.contains(words)) {
                        (true, false) => wrong.push(format!("{}: asked, but not said: {words}", row.id)),
                        (false, true) => wrong.push(format!("{}: said, but not asked: {words}", row.id)),
                        _ => {}
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_condition_of_the_table_is_asked_somewhere() {
    let packs = super::editions();
    for condition in CONDITIONS {
        let asked = packs.iter().flat_map(helped).any(|row| row.rule.all().any(condition.asked));
        assert!(asked, "no rule asks for this any more: {}", condition.ja);
    }
}

/// The lists a text names: what follows the word for a list.
fn named<'t>(text: &'t str, word: &str) -> Vec<&'t str> {
    let numbers = text.match_indices(word).map(|(at, _)| {
        let rest = &text[at + word.len()..];
        rest.split(|c: char| !c.is_ascii_digit() && c != '-').next().unwrap_or_default().trim_end_matches('-')
    });
    numbers.filter(|number| !number.is_empty()).collect()
}

#[test]
fn the_lists_that_help_names_are_those_of_the_rule() {
    for pack in super::editions() {
        for row in helped(&pack) {
            let lists: Vec<&str> = (row.rule.all())
                .filter_map(|rule| rule.needs().list)
                .flat_map(|list| list.numbers().chain(list.beside).collect::<Vec<_>>())
                .collect();
            for (text, word) in [(&row.yes_means.ja, "例示"), (&row.yes_means.en, "eference list ")] {
                let said = named(text, word);
                let stray: Vec<&&str> =
                    said.iter().filter(|number| !lists.contains(number) && **number != "4-2").collect();
                assert!(stray.is_empty(), "{}: names {stray:?}", row.id);
            }
            let unsaid = |text: &str| lists.iter().find(|number| !text.contains(**number)).copied();
            assert_eq!(unsaid(&row.yes_means.ja).or(unsaid(&row.yes_means.en)), None, "{}", row.id);
        }
    }
}
