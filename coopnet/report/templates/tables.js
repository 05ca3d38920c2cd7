(function () {
  "use strict";
  const words = JSON.parse(document.getElementById("table-words").textContent);
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, { numeric: true });
  const MISSING = "—";

  // ------------------------------------------------------------------------------------------------ sorting
  function keyOf(cell) {
    if (cell.dataset.sort !== undefined) { return Number(cell.dataset.sort); }
    const text = cell.dataset.date || cell.textContent.trim();  // a date sorts as it is kept, the year first
    if (text === MISSING || text === "") { return null; }
    return cell.classList.contains("n") ? Number(text) : text;  // a number whose key is not kept is written as it is
  }
  function compare(a, b, way) {
    if (a === null || b === null) { return (a === null) - (b === null); }  // what is missing stays last, whichever way
    return way * (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b)));
  }
  function sortBy(table, position, header) {
    const way = header.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row, rank) => ({ row, rank, key: keyOf(row.cells[position]) }));
    rows.sort((a, b) => compare(a.key, b.key, way) || a.rank - b.rank);
    body.append(...rows.map((entry) => entry.row));
    table.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
    header.setAttribute("aria-sort", way === 1 ? "ascending" : "descending");
  }

  // ------------------------------------------------------------------------------------------------ copying
  function copied(cell) {
    if (cell.dataset.sort !== undefined) {
      return language === "fr" ? cell.dataset.sort.replace(".", ",") : cell.dataset.sort;
    }
    const text = cell.textContent.trim().replace(/\s+/g, " ");
    if (text === MISSING) { return ""; }
    if (cell.classList.contains("n")) { return text; }
    return /^[=+@-]/.test(text) ? "'" + text : text;  // a text must not become a formula in a spreadsheet
  }
  function asText(table) {
    return [...table.rows].map((row) => [...row.cells].map(copied).join("\t")).join("\r\n");
  }
  async function copy(table, button) {
    const text = asText(table);
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (refused) {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      button.focus();
      if (!done) { getSelection().selectAllChildren(table); }
      return done;
    }
  }

  document.querySelectorAll("table.data").forEach((table) => {
    [...table.tHead.rows[0].cells].forEach((header, position) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.setAttribute("aria-label", words.sort_by + " " + header.textContent);
      header.append("\u00a0", button);
      header.addEventListener("click", () => sortBy(table, position, header));
    });
    const tools = document.createElement("p");
    tools.className = "table-tools";
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words.copy, className: "tool" });
    button.setAttribute("aria-label", words.copy + (language === "fr" ? "\u202f: " : ": ") + table.querySelector(".table-title").textContent);
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => { said.textContent = (await copy(table, button)) ? words.copied : words.not_copied; });
    tools.append(button, " ", said);
    table.closest(".table-box").before(tools);
  });

  // a printed page says how things were measured; folded tables are in the workbook, and printed only if opened
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.how:not([open]), details.doubts:not([open])")];
    opened.forEach((part) => { part.open = true; });
  });
  addEventListener("afterprint", () => { opened.forEach((part) => { part.open = false; }); });
}());
