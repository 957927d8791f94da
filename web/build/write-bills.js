/* The build runs this (cloud_ml_platforms/topics/cost/bills.py): what bills.js takes comes as JSON, what it returns goes as JSON. */
import { json } from "node:stream/consumers";
import { bills } from "./bills.js";

process.stdout.write(JSON.stringify(bills(await json(process.stdin))));
