// @ts-check
/* Theme pages: sections of a platform follow "mine and theirs", the short answer waits until it is asked for. */

import { element } from "./dom.js";
import { platformOf } from "./platforms.js";

/* A section about one platform follows "mine and theirs" as the columns of tables do. */
for (const heading of document.querySelectorAll(".md-content h3")) {
  const platform = platformOf(heading.firstChild ? heading.firstChild.textContent : "");
  if (!platform) continue;
  heading.dataset.platform = platform;
  for (const entry of document.querySelectorAll(`.md-nav--secondary a[href="#${heading.id}"]`)) entry.closest("li").dataset.platform = platform;
  for (let next = heading.nextElementSibling; next && !/^H[123]$/.test(next.tagName); next = next.nextElementSibling) next.dataset.platform ||= platform;
}

/* An answer to say first is closed until it is asked for. */
const spoken = document.getElementById("the-answer-in-60-seconds");
if (spoken) {
  const details = element("details");
  details.className = "answer";
  details.append(element("summary", { textContent: "Say it first, then open" }));
  while (spoken.nextElementSibling && !/^H[12]$/.test(spoken.nextElementSibling.tagName)) details.append(spoken.nextElementSibling);
  spoken.after(details);
}
