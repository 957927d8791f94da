/* The build runs this (cloud_ml_platforms/search/index.py): documents come as JSON, what the page loads goes as JSON. */
import { json } from "node:stream/consumers";
import { searchData } from "./search-index.js";

process.stdout.write(JSON.stringify(searchData(await json(process.stdin))));
