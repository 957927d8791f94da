// @ts-check
import "./site.js";
import "../terms.js";
