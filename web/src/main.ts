/* Starts the page: the theme before anything shows, then who is signed in, then what the address names. */
import "./style/tokens.css";
import "./style/base.css";

import { mount } from "svelte";

import App from "./App.svelte";
import { preferences } from "./preferences.svelte";
import { router } from "./router.svelte";
import { session } from "./session.svelte";

preferences.start();
router.start();
void session.start();
mount(App, { target: document.getElementById("app")! });
