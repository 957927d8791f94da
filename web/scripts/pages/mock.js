// @ts-check
import "./site.js";
import { progress } from "../progress.js";
import "../mock.js";

window.CMLP.progress = progress;
