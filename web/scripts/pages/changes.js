// @ts-check
import "./site.js";
import "../changes.js";
