"use strict";
// Filters, and the way from a finding to its words and back. Without this script the links still lead there.
const filters = document.getElementById("filters");
const findings = [...document.querySelectorAll(".finding")];
const marks = [...document.querySelectorAll("a.mark")];
const groups = [...document.querySelectorAll(".group")];
const shown = document.getElementById("shown");
const startOf = (mark) => Number(mark.id.slice(1));
const numbersOf = (mark) => mark.dataset.f.split(" ");
const numberOf = (finding) => finding.id.slice(1);
const words = new Map(findings.map((finding) => [finding, finding.textContent.toLowerCase()]));
let cameFrom = null; // the link to a place that was followed last
let here = null; // numbers of the findings at the words that were clicked, where those alone are shown

function matches(finding) {
  const chosen = new FormData(filters);
  const { status, severity, dimension } = finding.dataset;
  return chosen.getAll("status").includes(status)
    && (!chosen.get("severity") || chosen.get("severity") === severity)
    && (!chosen.get("dimension") || chosen.get("dimension") === dimension)
    && words.get(finding).includes(chosen.get("words").trim().toLowerCase())
    && (!here || here.includes(numberOf(finding)));
}

function apply() {
  const visible = new Set(findings.filter(matches));
  const numbers = new Set([...visible].map(numberOf));
  for (const finding of findings) finding.toggleAttribute("data-hidden", !visible.has(finding));
  for (const group of groups) {
    const inside = findings.filter((finding) => visible.has(finding) && group.contains(finding));
    group.toggleAttribute("data-hidden", inside.length === 0);
    if (here && group.tagName === "DETAILS") group.open = true;
  }
  for (const mark of marks) mark.classList.toggle("off", !numbersOf(mark).some((n) => numbers.has(n)));
  const said = here ? "here" : visible.size === findings.length ? "all" : "some";
  shown.textContent = shown.dataset[said].replace("{shown}", visible.size).replace("{all}", findings.length);
}

function open(finding) {
  const group = finding.closest("details");
  if (group) group.open = true;
  finding.tabIndex = -1;
  finding.focus();
  finding.scrollIntoView({ block: "nearest" });
}

function light(link) {
  const from = Number(link.hash.slice(2)), to = Number(link.dataset.end);
  for (const mark of marks) mark.classList.toggle("now", startOf(mark) >= from && startOf(mark) < to);
}

function toWords(link) {
  cameFrom = link;
  light(link);
}

function toFinding(mark, event) {
  event.preventDefault();
  const back = cameFrom && cameFrom.closest(".finding");
  if (back && mark.classList.contains("now") && numbersOf(mark).includes(numberOf(back))) return goBack();
  for (const other of marks) other.classList.toggle("now", other === mark);
  const resting = findings.filter((finding) => numbersOf(mark).includes(numberOf(finding)));
  here = resting.length > 1 ? numbersOf(mark) : null;
  if (here || resting.some((finding) => finding.hasAttribute("data-hidden"))) {
    const kept = here;
    filters.reset();
    here = kept;
    apply();
  }
  open(resting.find((finding) => numberOf(finding) === numbersOf(mark)[0]));
}

function goBack() {
  const finding = cameFrom.closest(".finding");
  if (finding.hasAttribute("data-hidden")) filters.reset();
  open(finding);
  cameFrom.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link && link.matches(".place")) toWords(link);
  if (link && link.matches("a.mark")) toFinding(link, event);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && cameFrom && document.activeElement.closest("#source")) goBack();
});
let closed = [];
addEventListener("beforeprint", () => {
  closed = groups.filter((group) => group.tagName === "DETAILS" && !group.open);
  for (const group of closed) group.open = true;
});
addEventListener("afterprint", () => closed.forEach((group) => { group.open = false; }));

if (filters) {
  filters.hidden = false;
  filters.addEventListener("input", () => { here = null; apply(); });
  filters.addEventListener("reset", () => { here = null; setTimeout(apply); });
  filters.addEventListener("submit", (event) => event.preventDefault());
  apply();
}
