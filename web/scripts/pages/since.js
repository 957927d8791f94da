// @ts-check
import "./site.js";
import "../since.js";
