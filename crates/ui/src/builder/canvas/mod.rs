//! What is only done now and then with the tasks: the menu of one, putting them
//! in another order by dragging, and what becomes of the work where the page is
//! left or open twice.

mod drag;
mod ghost;
mod grabbed;
mod hints;
mod keeper;
mod menu;
mod row_drag;
mod sorting;

pub(super) use drag::TaskDragProps;
pub(super) use grabbed::{Grabbed, Over, item_of};
pub(super) use hints::HintProps;
pub(super) use keeper::KeeperProps;
pub(super) use menu::{Opened, TaskMenuProps};
pub(super) use row_drag::RowDragProps;

crate::part! {
    /// What can be done with a task, or with the place behind it.
    pub(super) fn task_menu(TaskMenuProps) in canvas = menu::TaskMenu;
}

crate::part! {
    /// Follows a task that is dragged, and puts it where it is let go.
    pub(super) fn task_drag(TaskDragProps) in canvas = drag::TaskDrag;
}

crate::part! {
    /// A note beside what it is about, for those who are here for the first time.
    pub(super) fn hint(HintProps) in canvas = hints::HintNote;
}

crate::part! {
    /// Keeps what can be undone, and looks out for other tabs.
    pub(super) fn keeper(KeeperProps) in canvas = keeper::Keeper;
}

crate::part! {
    /// Follows a row that is dragged, and tells where it is let go.
    pub(super) fn row_drag(RowDragProps) in canvas = row_drag::RowDrag;
}
