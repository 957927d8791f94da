// @ts-check
import "./site.js";
import "../row-items.js";
