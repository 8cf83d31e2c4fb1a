//! The list of the screens: a new one is a file in `screens`, a page, a line here, and its actions.

use crate::tui::action::Page;
use crate::tui::screens::Screen;
use crate::tui::screens::assess::Assess;
use crate::tui::screens::board::Board;
use crate::tui::screens::carriers::CarriersPage;
use crate::tui::screens::examine::ExaminePage;
use crate::tui::screens::folder::FolderPage;
use crate::tui::screens::lists::ListsPage;
use crate::tui::screens::plan::PlanPage;
use crate::tui::screens::proof::ProofPage;
use crate::tui::screens::review::QuickReview;
use crate::tui::screens::start::StartPage;
use crate::tui::screens::table::Table;
use crate::tui::screens::timeline::Timeline;
use crate::tui::screens::what_if::WhatIf;

macro_rules! screens {
    ($($page:ident $field:ident: $screen:ty,)*) => {
        /// Every screen, by page.
        #[derive(Debug, Default)]
        #[expect(missing_docs, reason = "each is documented as its type is")]
        pub struct Screens {
            $(pub $field: $screen,)*
        }

        impl Screens {
            /// The screen of a page.
            pub fn at(&self, page: Page) -> &dyn Screen {
                match page {
                    $(Page::$page => &self.$field,)*
                }
            }

            /// The same, to be changed.
            pub fn at_mut(&mut self, page: Page) -> &mut dyn Screen {
                match page {
                    $(Page::$page => &mut self.$field,)*
                }
            }
        }
    };
}

screens! {
    Start start: StartPage,
    Assess assess: Assess,
    Board board: Board,
    Review review: QuickReview,
    Table table: Table,
    Plan plan: PlanPage,
    Timeline timeline: Timeline,
    Proof proof: ProofPage,
    Carriers carriers: CarriersPage,
    Examine examine: ExaminePage,
    Folder folder: FolderPage,
    WhatIf what_if: WhatIf,
    Lists lists: ListsPage,
}
