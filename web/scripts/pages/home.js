// @ts-check
import "./plan.js";
import "../hero.js";
