// @ts-check
import "./site.js";
import "../dictionary.js";
