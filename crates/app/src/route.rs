use yew_router::Routable;

/// The addresses of the app.
#[derive(Debug, Clone, PartialEq, Eq, Routable)]
pub(crate) enum Route {
    /// The list of workflows.
    #[at("/")]
    Workflows,
    /// The builder of one workflow.
    #[at("/w/:id")]
    Workflow {
        /// The workflow's id.
        id: String,
    },
    /// What the receiver on this computer receives. A query names a message.
    #[at("/debugger")]
    Debugger,
    /// Any other address.
    #[not_found]
    #[at("/404")]
    NotFound,
}
