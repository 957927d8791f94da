// @ts-check
/* Export, import, delete: what a reader does with all of the progress at once. */

import * as coach from "./coach.js";
import { download } from "./dom.js";
import { progress } from "./progress.js";
import { save } from "./state.js";

const tools = document.querySelector(".progress-tools");
const result = document.querySelector(".progress-result");

function exportAll() {
  download(`cloud-ml-platforms-progress-${progress.today()}.json`, coach.write(progress.get()), "application/json");
  result.textContent = "Exported. The file can be imported here, in another browser or in another copy of the guide.";
}

/** Merge an exported file into the progress; false when nothing was changed.
    @type {(file: File) => Promise<boolean>} */
async function importFile(file) {
  result.textContent = ""; /* what was said of the step before is not said of this file */
  try {
    const most = 4 * coach.MOST_CHARACTERS; /* bytes */
    /** @type {any} */
    const found = file.size > most ? { problem: `found ${file.size} bytes, expected at most ${most}` } : coach.read(await file.text());
    const merged = found.progress ? coach.merge(progress.get(), found.progress) : null;
    const problem = merged ? coach.crowded(merged.progress) : found.problem;
    if (problem || !merged) {
      result.textContent = `Not imported, nothing was changed. ${file.name}: ${problem}.`;
      return false;
    }
    progress.change(() => merged.progress);
    result.textContent = `Imported: ${merged.added} cards added, ${merged.newer} newer than here, ${merged.kept} as new or newer here and kept; ${merged.ticks} ticks of plans.`;
    return true;
  } catch {
    result.textContent = `Not imported, nothing was changed. ${file.name}: found a file that cannot be read.`;
    return false;
  }
}

let asked = -Infinity; /* when the button was pressed the first time */

/** Delete all, when pressed again; says whether it did.
    @type {(event: MouseEvent) => boolean} */
function deleteAll({ detail, timeStamp }) {
  const since = timeStamp - asked;
  if (detail > 1 || since < 700) return false; /* the second half of a double click, however late the page comes to it */
  if (since > 8000) {
    asked = timeStamp;
    result.textContent = "This deletes all progress in this browser. Export it first, or press again to delete it.";
    return false;
  }
  asked = -Infinity;
  result.textContent = progress.clear();
  save("mock", ""); /* an interview is progress too */
  return true;
}

function downloadDamaged() {
  for (const { key, text } of progress.damaged()) download(`${key.replace(/[^a-z0-9]+/g, "-")}.txt`, text || "", "text/plain");
}

/** Let the buttons act; `showLists` shows the lists anew, `begin` starts a new sitting.
    @type {(showLists: () => void, begin: () => unknown) => void} */
export function listenToTools(showLists, begin) {
  tools.querySelector(".export").addEventListener("click", exportAll);
  tools.querySelector(".import input").addEventListener("change", async (/** @type {any} */ { target }) => {
    const [file] = target.files;
    if (file && (await importFile(file))) {
      await begin();
      result.scrollIntoView({ block: "center" });
    }
    target.value = ""; /* the same file may be chosen again */
  });
  tools.querySelector(".forget").addEventListener("click", (/** @type {MouseEvent} */ event) => {
    if (deleteAll(event)) begin();
  });
  tools.querySelector(".damaged").addEventListener("click", downloadDamaged);
  tools.querySelector(".forget-damaged").addEventListener("click", () => {
    progress.forgetDamaged();
    showLists();
    result.textContent = "Deleted.";
    tools.querySelector(".export").focus();
  });
}
