// @ts-check
import "./site.js";
import "../not-found.js";
