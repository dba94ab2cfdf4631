declare module "*.svelte" {
  const component: import("svelte").Component<import("../common/given.js").Given>;
  export default component;
}
