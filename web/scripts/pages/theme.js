// @ts-check
import "../theme.js";
import "./site.js";
