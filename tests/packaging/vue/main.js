import { createApp } from "vue";
import "segflow/builder";
import Page from "./Page.vue";
import { given } from "../common/given.js";

createApp(Page, await given()).mount("#app");
