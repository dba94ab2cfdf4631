import { mount } from "svelte";
import "segflow/builder";
import Page from "./Page.svelte";
import { given } from "../common/given.js";

const target = document.getElementById("app");
if (target) mount(Page, { target, props: await given() });
