//! What a screen builds out of the open file once, and keeps while nothing it was built from has changed: a
//! message and the picture after it ask for the same lines, and so does every letter typed in a box above.

use std::cell::RefCell;
use std::sync::Arc;

use crate::domain::text::Lang;
use crate::tui::cells::Ambiguous;
use crate::tui::desktop::Desktop;
use crate::tui::session::Session;
use crate::tui::theme::Theme;

/// One value, and what it was built from.
#[derive(Debug)]
pub struct Cached<K, V>(RefCell<Option<(K, Arc<V>)>>);

impl<K, V> Default for Cached<K, V> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl<K: PartialEq, V> Cached<K, V> {
    /// The value for a key: the kept one if it was built from the same, else what `make` builds.
    pub fn get(&self, key: K, make: impl FnOnce() -> V) -> Arc<V> {
        if let Some((known, value)) = &*self.0.borrow()
            && *known == key
        {
            return Arc::clone(value);
        }
        let value = Arc::new(make());
        *self.0.borrow_mut() = Some((key, Arc::clone(&value)));
        value
    }
}

/// What all text about an open file is built from, besides what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextBasis {
    revision: u64,
    lang: Lang,
    ambiguous: Ambiguous,
    theme: Theme,
    size: (u16, u16),
}

impl TextBasis {
    /// As things are now.
    pub fn of(desktop: &Desktop, session: &Session) -> Self {
        let prefs = &desktop.prefs;
        Self {
            revision: session.revision(),
            lang: prefs.lang,
            ambiguous: prefs.ambiguous,
            theme: prefs.theme.clone(),
            size: desktop.size,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_built_once_for_each_key() {
        let cached = Cached::default();
        let mut built = 0;
        for key in [1, 1, 2, 2, 1] {
            let value = cached.get(key, || {
                built += 1;
                key * 10
            });
            assert_eq!(*value, key * 10);
        }
        assert_eq!(built, 3);
    }
}
