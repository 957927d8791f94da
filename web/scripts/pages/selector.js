// @ts-check
import "./site.js";
import "../selector-page.js";
