// @ts-check
import "./site.js";
import * as coach from "../coach.js";
import { progress } from "../progress.js";
import "../practice.js";

Object.assign(window.CMLP, { coach, progress });
