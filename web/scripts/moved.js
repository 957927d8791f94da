// @ts-check
/* A page or section that moved: lead on, with the fragment and the question mark that the old address had. */
const section = document.getElementById(location.hash.replace("#", "")); /* :target matches later only */
const link = section ? section.querySelector(".leads-on") : document.querySelector("h1 + p .leads-on");
if (link) {
  const to = new URL(link.href);
  to.search = location.search;
  if (!section) to.hash ||= location.hash;
  location.replace(to.href);
}
