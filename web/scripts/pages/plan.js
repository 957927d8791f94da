// @ts-check
import "./site.js";
import { progress } from "../progress.js";
import "../plan.js";

window.CMLP.progress = progress;
