// @ts-check
import "./site.js";
import "../guide.js";
