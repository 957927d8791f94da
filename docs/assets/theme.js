/* Theme pages: sections of a platform follow "mine and theirs", the short answer waits until it is asked for. */
"use strict";

(function () {
  /* A section about one platform follows "mine and theirs" as the columns of tables do. */
  const PLATFORMS = { SageMaker: "sagemaker", "Vertex AI": "vertex-ai", "Azure ML": "azure-ml" };
  for (const heading of document.querySelectorAll(".md-content h3")) {
    const platform = PLATFORMS[heading.firstChild ? heading.firstChild.textContent.trim() : ""];
    if (!platform) continue;
    heading.dataset.platform = platform;
    for (const entry of document.querySelectorAll(`.md-nav--secondary a[href="#${heading.id}"]`)) entry.closest("li").dataset.platform = platform;
    for (let next = heading.nextElementSibling; next && !/^H[123]$/.test(next.tagName); next = next.nextElementSibling) next.dataset.platform ||= platform;
  }

  /* An answer to say first is closed until it is asked for. */
  const spoken = document.getElementById("the-answer-in-60-seconds");
  if (spoken) {
    const details = document.createElement("details");
    details.className = "answer";
    details.append(Object.assign(document.createElement("summary"), { textContent: "Say it first, then open" }));
    while (spoken.nextElementSibling && !/^H[12]$/.test(spoken.nextElementSibling.tagName)) details.append(spoken.nextElementSibling);
    spoken.after(details);
  }
})();
