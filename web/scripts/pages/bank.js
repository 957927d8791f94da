// @ts-check
import "./site.js";
import { progress } from "../progress.js";
import "../bank.js";

window.CMLP.progress = progress;
