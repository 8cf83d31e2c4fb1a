//! Doubts about what contracts are worth.

use super::*;

/// Contracts.
pub(super) const CONTRACTS: &[Case] = &[
    (
        "A3",
        "five delivered on the same day three years earlier",
        |a| {
            only_jobs(a, "vuln", 5);
            for job in &mut a.contracts {
                (job.signed, job.from, job.to) = (None, on("2023-06-01"), on("2023-12-01"));
                job.delivered = on("2024-01-31");
            }
        },
        "vuln.tech.a.iii",
        "no/yes",
    ),
    (
        "A3",
        "the day after",
        |a| {
            only_jobs(a, "vuln", 5);
            a.contracts.iter_mut().for_each(|job| job.delivered = on("2024-02-01"));
        },
        "vuln.tech.a.iii",
        "yes/yes",
    ),
    ("A4", "four of five", |a| only_jobs(a, "vuln", 4), "vuln.tech.a.iii", "no/no"),
    (
        "A4",
        "two frames of two full and a started year",
        |a| {
            only_frames(a, "vuln", 2, ("2024-03-01", "2026-06-30"));
        },
        "vuln.tech.a.iii",
        "no/yes",
    ),
    (
        "A4",
        "three such frames",
        |a| only_frames(a, "vuln", 3, ("2024-03-01", "2026-06-30")),
        "vuln.tech.a.iii",
        "yes/yes",
    ),
    (
        "A7",
        "at an earlier employer",
        |a| jobs(a, "vuln").for_each(|job| job.other_firm = "前職".into()),
        "vuln.tech.a.iii",
        "no/yes",
    ),
    (
        "A20",
        "one of each kind and one more",
        |a| {
            only_jobs(a, "vuln", 5);
            let kinds = ["web", "platform", "mobile", "other-diagnosis", "web"];
            a.contracts.iter_mut().zip(kinds).for_each(|(job, kind)| job.kinds = vec![kind.into()]);
        },
        "vuln.tech.a.iii",
        "yes/yes",
    ),
    ("A20", "audits are no diagnosis", |a| kinds(a, "vuln", "audit"), "vuln.tech.a.iii", "no/no"),
    (
        "A21",
        "no reason why it deals with vulnerabilities",
        |a| {
            kinds(a, "vuln", "other-diagnosis");
            jobs(a, "vuln").for_each(|job| job.kind_reason.clear());
        },
        "vuln.tech.a.iii",
        "no/yes",
    ),
    (
        "A25",
        "one act over three",
        |a| {
            acts(a, &[]);
            jobs(a, "pentest").next().expect("a job").team[0].acts = vec!["c".into()];
        },
        "pentest.tech.a.ii",
        "no/yes",
    ),
    (
        "A25",
        "acts of somebody else in the team",
        |a| {
            jobs(a, "pentest").for_each(|job| {
                job.team.push(TeamMember { person: "P-vuln".into(), ..job.team[0].clone() });
                job.team[0].acts.clear();
            });
        },
        "pentest.tech.a.ii",
        "no/no",
    ),
    ("A25", "no act", |a| acts(a, &[]), "pentest.tech.a.ii", "no/no"),
    (
        "A25",
        "on laboratory systems",
        |a| jobs(a, "pentest").for_each(|job| job.client_system = Known::No),
        "pentest.tech.a.ii",
        "no/no",
    ),
    ("A25", "two jobs", |a| only_jobs(a, "pentest", 2), "pentest.tech.a.ii", "no/no"),
    ("A25", "three jobs", |a| only_jobs(a, "pentest", 3), "pentest.tech.a.ii", "yes/yes"),
    ("A25", "diagnosis without a test in it", |a| kinds(a, "pentest", "web"), "pentest.tech.a.ii", "no/no"),
    (
        "A30",
        "ten years of a career, three in the window",
        |a| {
            only_frames(a, "soc", 1, ("2010-01-01", "2027-01-31"));
        },
        SOC_YEARS,
        "no/yes",
    ),
    (
        "A30",
        "four side by side over the window",
        |a| only_frames(a, "soc", 4, ("2023-01-01", "2027-01-31")),
        SOC_YEARS,
        "yes/yes",
    ),
    ("A30", "enough contracts, too few years", |a| only_jobs(a, "soc", 5), "soc.tech.a.iii", "no/no"),
    (
        "A31",
        "two frames of two full and a started year",
        |a| {
            only_frames(a, "soc", 2, ("2024-03-01", "2026-06-30"));
        },
        SOC_JOBS,
        "no/yes",
    ),
    (
        "A34",
        "diagnosis counted as verification",
        |a| kinds(a, "device", "platform"),
        "device.tech.a.i.2",
        "no/yes",
    ),
    ("A34", "verification", |a| kinds(a, "device", "device"), "device.tech.a.i.2", "yes/yes"),
    ("A39", "monitoring alone, contracts", |a| kinds(a, "soc", "monitoring"), SOC_JOBS, "no/yes"),
    ("A39", "monitoring alone, years", |a| kinds(a, "soc", "monitoring"), SOC_YEARS, "no/yes"),
    ("A39", "appliances", |a| kinds(a, "soc", "appliance"), SOC_JOBS, "yes/yes"),
];
