//! The survey of what an assessment rests on: it takes too long for a picture to wait, so it runs on a thread of its own
//! and is given up when its page is left.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crate::domain::carriers::{Survey, survey_while};
use crate::tui::session::Session;

/// The survey under way, if there is one.
#[derive(Debug, Default)]
pub(super) struct SurveyRun {
    /// The number of the latest survey; an earlier one is not waited for.
    latest: Arc<AtomicU64>,
    /// The revision it is about.
    about: Option<u64>,
}

impl SurveyRun {
    /// Begins to find out what an assessment rests on; `tell` gets its revision with the answer.
    pub(super) fn start(&mut self, session: &Session, tell: impl FnOnce(u64, Survey) + Send + 'static) {
        let number = self.latest.fetch_add(1, Ordering::Relaxed) + 1;
        let (latest, session) = (Arc::clone(&self.latest), session.clone());
        self.about = Some(session.revision());
        // Without a thread the page goes on saying that it is being worked out; nothing else waits for it.
        let _ = thread::Builder::new().name("survey".into()).spawn(move || {
            let wanted = || latest.load(Ordering::Relaxed) == number;
            if let Some(survey) = survey_while(&session.basis(), &wanted) {
                tell(session.revision(), survey);
            }
        });
    }

    /// Gives up what is under way unless it is still about this revision; says whether it did.
    pub(super) fn keep(&mut self, revision: Option<u64>) -> bool {
        let given_up = self.about.is_some() && self.about != revision;
        if given_up {
            self.about = None;
            self.latest.fetch_add(1, Ordering::Relaxed);
        }
        given_up
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_waited_for_any_more_is_given_up() {
        let mut run = SurveyRun { about: Some(7), ..SurveyRun::default() };
        assert!(!run.keep(Some(7)));
        assert_eq!((run.about, run.latest.load(Ordering::Relaxed)), (Some(7), 0));
        assert!(run.keep(Some(8)));
        assert_eq!((run.about, run.latest.load(Ordering::Relaxed)), (None, 1));
    }
}
