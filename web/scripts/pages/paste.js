// @ts-check
import "./site.js";
import "../paste-page.js";
