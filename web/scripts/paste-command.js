/* Paste and check as a command, for files: scripts/paste.py runs it in Node.js, from any folder and without a network. */

import { createReadStream, readFileSync } from "node:fs";
import { getSystemErrorMap, parseArgs } from "node:util";
import { reader } from "./paste.js";

const LARGEST_FILE = 1000000; /* bytes; what is larger is data, not code */
const DATA = JSON.parse(readFileSync(new URL("../../data/paste_names.json", import.meta.url), "utf8"));
const USAGE = "usage: paste.py [--fail-on LEVEL,...] [--all] [--json] FILE...";
const HELP = `${USAGE}

Marks dead, closed, ending, deprecated, renamed and preview names of cloud ML platforms in code, YAML, commands and prose.

  FILE                    - reads standard input
  --fail-on LEVEL,...     exit code 1 when a name has one of them: ${DATA.levels.join(", ")} (default: dead)
  --all                   also says old product names that are still understood
  --json                  prints the marks as JSON

A line that says \`paste: known\` is left alone.
`;

class UsageError extends Error {}

/** What the arguments ask for. */
function asked() {
  const given = { "fail-on": { type: "string", default: "dead" }, all: { type: "boolean" }, json: { type: "boolean" }, help: { type: "boolean", short: "h" } };
  let found;
  try {
    found = parseArgs({ options: given, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error.message);
  }
  const { values, positionals: files } = found;
  const failOn = values["fail-on"].split(",").filter(Boolean);
  const wrong = failOn.find((level) => !DATA.levels.includes(level));
  if (wrong) throw new UsageError(`found '${wrong}'; expected some of ${DATA.levels.join(", ")}`);
  if (!files.length && !values.help) throw new UsageError("found no FILE; expected at least one");
  return { ...values, failOn, files };
}

/** The text of a file, with a replacement character for what is not UTF-8; empty, with a line on standard error, when it is too large. */
async function textOf(name) {
  const [chunks, stream] = [[], name === "-" ? process.stdin : createReadStream(name)];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LARGEST_FILE) {
      /* no more is read: what has no size may never end, such as a device */
      process.stderr.write(`${name}: left out; found more than ${LARGEST_FILE.toLocaleString("en")} bytes\n`);
      return "";
    }
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** Print every mark of the files; return the exit code. */
async function check({ files, failOn, all, json }) {
  const { read } = reader(DATA);
  const out = [];
  let failed = false;
  for (const name of files) {
    let result;
    try {
      result = read(await textOf(name));
    } catch (error) {
      if (!error.errno) throw error;
      process.stderr.write(`${name}: found no readable file (${getSystemErrorMap().get(error.errno)[1]}); expected a text\n`);
      failed = true;
      continue;
    }
    for (const { line, column, text, record } of result.marks) {
      const [level, says, today, quiet] = DATA.records[record];
      failed ||= failOn.includes(level);
      if (all || !quiet) out.push({ file: name, line, column, found: text, level, says, today, id: record.split(" ")[0] });
    }
    if (name === "-" && !result.recognised) process.stderr.write("Nothing of a cloud ML platform recognised: nothing was judged.\n");
    for (const [count, what] of [[result.leftOut, "characters"], [result.more, "marks"]]) {
      if (count) process.stderr.write(`${name}: ${count.toLocaleString("en")} ${what} left out\n`);
    }
  }
  const line = (mark) => `${mark.file}:${mark.line}: found ${mark.found}; ${mark.level}: ${mark.says}${mark.today && ` Today: ${mark.today}`} [${mark.id}]\n`;
  process.stdout.write(json ? `${JSON.stringify(out, null, 1)}\n` : out.map(line).join(""));
  return failed ? 1 : 0;
}

process.stdout.on("error", () => {}); /* who reads it may stop, such as `head` */
try {
  const wanted = asked();
  if (wanted.help) process.stdout.write(HELP);
  else process.exitCode = await check(wanted);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${USAGE}\npaste.py: ${error.message}\n`);
  process.exitCode = 2;
}
