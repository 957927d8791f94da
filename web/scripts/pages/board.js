// @ts-check
import "./site.js";
import "../board.js";
