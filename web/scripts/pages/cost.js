// @ts-check
import "./site.js";
import "../cost-page.js";
