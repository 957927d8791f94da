// @ts-check
/* What the theme leaves without a name or out of the keyboard's reach; parts of it are made after this script ran. */
function mend() {
  document.querySelectorAll(".md-code__nav").forEach((tools, index) => {
    tools.setAttribute("aria-label", `Code block ${index + 1}`);
  });
  for (const box of document.querySelectorAll("pre > code, .md-typeset__scrollwrap")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
}
window.addEventListener("load", () => setTimeout(mend)); /* not now: to measure is to lay out the page at once */
