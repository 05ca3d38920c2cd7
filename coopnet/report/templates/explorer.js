(function () {
  "use strict";
  const box = document.getElementById("explorer");
  const holder = document.getElementById("graph-data");
  if (!box || !holder || typeof cytoscape !== "function") { return; }
  const data = JSON.parse(holder.textContent);
  const words = JSON.parse(document.getElementById("graph-words").textContent);
  const one = (selector) => box.querySelector(selector);
  const made = (tag, text, properties) => Object.assign(document.createElement(tag), { textContent: text || "" }, properties || {});
  const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[’']/g, " ").toLowerCase()
    .replace(/œ/g, "oe").replace(/æ/g, "ae");
  const sectors = new Map(data.sectors.map((sector) => [sector.code, sector]));
  const kinds = new Map(data.kinds.map((kind) => [kind.code, kind]));
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const collator = new Intl.Collator(document.documentElement.lang);
  const french = document.documentElement.lang === "fr";
  const FONT = "'DejaVu Sans', Verdana, 'Bitstream Vera Sans', sans-serif";

  // ------------------------------------------------------------------------------------------------ what is drawn
  function letterPicture(letter) {
    const svg = "<svg xmlns='http://www.w3.org/2000/svg' width='44' height='44'><text x='22' y='31' font-size='26' " +
      "text-anchor='middle' font-family='Verdana, DejaVu Sans, sans-serif' fill='#1b1b1b'>" + letter + "</text></svg>";
    return "data:image/svg+xml;utf8," + encodeURIComponent(svg);
  }
  const dotPicture = "data:image/svg+xml;utf8," + encodeURIComponent("<svg xmlns='http://www.w3.org/2000/svg' width='44' height='44'><circle cx='22' cy='22' r='6.6' fill='#1b1b1b'/></svg>");
  const letterPictures = new Map(data.kinds.filter((kind) => kind.letter).map((kind) => [kind.code, letterPicture(kind.letter)]));
  const crowded = Math.max(0.4, Math.min(1, Math.sqrt(150 / Math.max(data.edges.length, 1))));

  function inLines(name) {
    return name.split(" ").reduce((lines, word) => {
      const longer = (lines[lines.length - 1] + " " + word).trim();
      return longer.length <= 20 || lines.length === 3 ? [...lines.slice(0, -1), longer] : [...lines, word];
    }, [""]).join("\n");
  }
  function nodeElement(node) {
    const sector = sectors.get(node.sector);
    return {
      group: "nodes",
      position: { x: node.x, y: node.y },
      data: { id: node.id, label: node.label, full: node.label || inLines(node.name), name: node.name, size: node.size, colour: sector ? sector.colour : "#fff",
        shape: sector && sector.shape ? sector.shape.join(" ") : "0 0", picture: letterPictures.get(node.kind) || (sector && sector.dotted ? dotPicture : "none") },
      classes: node.what + (sector && sector.shape ? " cornered" : "") + (sector && sector.dotted ? " dotted" : "") + (node.label ? "" : " nameless"),
    };
  }
  function edgeElement(edge, position) {
    const line = edge.member ? data.membership : kinds.get(edge.kind).line;
    const dashes = edge.member ? [] : line.dashes;
    return {
      group: "edges",
      data: { id: "edge " + position, source: edge.source, target: edge.target, kind: edge.kind, colour: line.colour,
        width: line.width * crowded, bend: edge.bend || 0, dashes: dashes.length ? dashes : [1, 0] },
      classes: (edge.member ? "member" : "link") + (dashes.length ? " dashed" : "") +
        (!edge.member && kinds.get(edge.kind).directed ? " directed" : ""),
    };
  }
  const identities = data.nodes.filter((node) => node.itself).map((node) => ({
    group: "edges", data: { id: "same " + node.id, source: node.id, target: node.itself, colour: data.identity.colour,
      width: data.identity.width, bend: 0, dashes: [1, 1.6] }, classes: "identity dashed",
  }));
  const cy = cytoscape({
    container: one(".canvas"),
    elements: [...data.nodes.map(nodeElement), ...identities, ...data.edges.map(edgeElement)],
    layout: { name: "preset" },
    minZoom: 0.2, maxZoom: 6, boxSelectionEnabled: false, autoungrabify: true, selectionType: "single",
    style: [
      { selector: "node", style: { width: "data(size)", height: "data(size)", "background-color": "data(colour)",
        "border-width": 0.7, "border-color": "#1b1b1b", label: "data(label)", "font-size": data.font, "font-family": FONT,
        color: "#1b1b1b", "text-valign": "bottom", "text-margin-y": 1, "text-wrap": "wrap", "text-max-width": 400,
        "line-height": 1.15, "text-background-color": "#fff", "text-background-opacity": 0.78, "overlay-opacity": 0 } },
      { selector: "node.cornered", style: { shape: "polygon", "shape-polygon-points": "data(shape)" } },
      { selector: "node.structure", style: { shape: "rectangle", "background-color": "#fff", "border-color": "#5a5a5a",
        "border-width": 1, "font-style": "italic", "background-image": "data(picture)", "background-fit": "contain" } },
      { selector: "node.dotted", style: { "background-image": "data(picture)", "background-fit": "contain" } },
      { selector: "edge", style: { "curve-style": "unbundled-bezier", "control-point-distances": "data(bend)",
        "control-point-weights": 0.5, "line-color": "data(colour)", width: "data(width)", "overlay-opacity": 0 } },
      { selector: "edge.dashed", style: { "line-style": "dashed", "line-dash-pattern": "data(dashes)" } },
      { selector: "edge.directed", style: { "target-arrow-shape": "triangle", "target-arrow-color": "data(colour)", "arrow-scale": 0.5 } },
      { selector: ".hidden", style: { display: "none" } },
      { selector: ".faded", style: { opacity: 0.12 } },
      { selector: "node.near.nameless", style: { label: "data(full)", "z-index": 9 } },
      { selector: "node.chosen", style: { label: "data(full)", "border-width": 2.4, "border-color": "#d55e00", "z-index": 10, "text-background-opacity": 1 } },
      { selector: "node.found", style: { "border-width": 2.4, "border-color": "#d55e00", "z-index": 10 } },
    ],
  });
  const NEAREST = 2.4;  // two actors alone need not fill the window
  let fitted = "";
  const whereItIs = () => [cy.zoom(), cy.pan().x, cy.pan().y].join(" ");
  function fit() {
    const visible = cy.elements(":visible");
    cy.fit(visible.length ? visible : undefined, 12);
    if (cy.zoom() > NEAREST) { cy.zoom(NEAREST); cy.center(visible); }
    fitted = whereItIs();
  }

  // ------------------------------------------------------------------------------------------------ what is shown
  const moment = one("[name=moment]");
  const kindBoxes = [...box.querySelectorAll("[name=kind]")];
  const sectorBoxes = [...box.querySelectorAll("[name=sector]")];
  const earliest = (date) => date + "-01-01".slice(date.length - 4);
  const latest = (date) => date + "-12-31".slice(date.length - 4);
  function active(thing) {
    if (moment.value === "all") { return true; }
    if (moment.value === "now") { return thing.now !== false; }
    // as everywhere in coopnet: a row counts when its widest interval meets that of the date
    return !(thing.since && earliest(thing.since) > latest(moment.value)) && !(thing.until && latest(thing.until) < earliest(moment.value));
  }
  function shownNode(node, allowedKinds, allowedSectors) {
    return active(node) && (node.what === "actor" ? allowedSectors.has(node.sector) : allowedKinds.has("member " + node.kind));
  }
  function filter() {
    const allowedKinds = new Set(kindBoxes.filter((input) => input.checked).map((input) => input.value));
    const allowedSectors = new Set(sectorBoxes.filter((input) => input.checked).map((input) => input.value));
    const visible = new Set(data.nodes.filter((node) => shownNode(node, allowedKinds, allowedSectors)).map((node) => node.id));
    let links = 0;
    let cooperation = 0;
    let memberships = 0;
    cy.batch(() => {
      data.nodes.forEach((node) => cy.getElementById(node.id).toggleClass("hidden", !visible.has(node.id)));
      data.edges.forEach((edge, position) => {
        const shown = allowedKinds.has((edge.member ? "member " : "link ") + edge.kind) && active(edge) && visible.has(edge.source) && visible.has(edge.target);
        cy.getElementById("edge " + position).toggleClass("hidden", !shown);
        edge.shown = shown;
        if (shown && edge.member) { memberships += 1; } else if (shown) { links += 1; cooperation += kinds.get(edge.kind).nature === "cooperation"; }
      });
    });
    const shownNodes = data.nodes.filter((node) => visible.has(node.id));
    const actors = shownNodes.filter((node) => node.what === "actor").length;
    one(".shown").textContent = words.shown.replace("{actors}", actors).replace("{structures}", shownNodes.length - actors)
      .replace("{links}", links).replace("{cooperation}", cooperation).replace("{memberships}", memberships);
    if (chosen && visible.has(chosen)) { choose(chosen, false); } else { forget(); }
  }

  // ------------------------------------------------------------------------------------------------ who is chosen
  const panel = one(".panel");
  let chosen = null;
  function dates(thing) {
    const [since, until] = [thing.since, thing.until].map((date) => (date && french ? date.split("-").reverse().join("/") : date));
    if (since && until) { return since === until ? since : since + " – " + until; }
    const day = (date) => (date.length > 7 ? "_day" : "");
    if (since) { return words["since" + day(since)] + " " + since; }
    return until ? words["until" + day(until)] + " " + until : "";
  }
  const number = new Intl.NumberFormat(document.documentElement.lang);
  function lineFor(edge, id) {
    const other = nodes.get(edge.source === id ? edge.target : edge.source);
    const item = made("li");
    const link = made("button", other.name, { type: "button", className: "jump" });
    link.addEventListener("click", () => { show(other.id, true); panel.focus({ preventScroll: true }); });
    item.append(link);
    const kind = kinds.get(edge.kind);
    const way = kind.directed && !edge.member ? (edge.source === id ? words.given : words.received) : "";
    const details = [edge.member ? edge.role : kind.label + way, edge.member && nodes.get(id).what === "actor" ? kind.label : "",
      dates(edge), words.certainties[edge.certainty] || ""].filter(Boolean);
    if (details.length) { item.append(made("span", " — " + details.join(", "))); }
    return item;
  }
  function listOf(title, edges, id) {
    if (!edges.length) { return []; }
    const list = made("ul");
    const name = (edge) => nodes.get(edge.source === id ? edge.target : edge.source).name;
    edges.sort((a, b) => collator.compare(name(a), name(b))).forEach((edge) => list.append(lineFor(edge, id)));
    return [made("h4", title + " (" + edges.length + ")"), list];
  }
  function describe(id) {
    const node = nodes.get(id);
    const own = data.edges.filter((edge) => edge.source === id || edge.target === id);
    const shown = own.filter((edge) => edge.shown);
    const facts = node.what === "actor"
      ? [node.type, sectors.get(node.sector).label]
      : [words.structure, kinds.get(node.kind).label, node.declared ? (node.declared === 1 ? words.declared_one : words.declared).replace("{n}", number.format(node.declared)) : ""];
    const alike = node.itself ? [nodes.get(node.itself)] : data.nodes.filter((other) => other.itself === id);
    const parts = [made("h3", node.name), made("p", [...facts, dates(node)].filter(Boolean).join(" · "), { className: "facts" })];
    alike.forEach((same) => {
      const line = made("p", words.same + " ");
      const link = made("button", same.name, { type: "button", className: "jump" });
      link.addEventListener("click", () => { show(same.id, true); panel.focus({ preventScroll: true }); });
      line.append(link);
      parts.push(line);
    });
    const member = shown.filter((edge) => edge.member);
    const direct = shown.filter((edge) => !edge.member);
    parts.push(...listOf(node.what === "actor" ? words.takes_part : words.members, member, id));
    parts.push(...listOf(words.cooperates, direct.filter((edge) => kinds.get(edge.kind).nature === "cooperation"), id));
    parts.push(...listOf(words.other_links, direct.filter((edge) => kinds.get(edge.kind).nature !== "cooperation"), id));
    if (!shown.length) { parts.push(made("p", words.no_link)); }
    if (own.length > shown.length) { parts.push(made("p", words.hidden.replace("{n}", own.length - shown.length), { className: "quiet" })); }
    panel.replaceChildren(...parts);
    // who only hears the page is told who is chosen and how many lists follow, not the lists: these are read at will
    say([node.name, ...parts.filter((part) => part.tagName === "H4").map((part) => part.textContent)].join(", ") + ".");
  }
  function say(text) { const told = one(".told"); if (told.textContent !== text) { told.textContent = text; } }
  const NAMED_AT_ONCE = 40;  // more names would cover each other: the panel has them all
  function choose(id, centre, alsoFound) {
    chosen = id;
    const element = cy.getElementById(id);
    const near = element.closedNeighborhood(":visible");
    cy.batch(() => {
      cy.elements().removeClass("chosen found near").addClass("faded");
      near.removeClass("faded");
      if (near.nodes().length <= NAMED_AT_ONCE) { near.nodes().addClass("near"); }
      element.addClass("chosen");
      (alsoFound || []).forEach((node) => cy.getElementById(node.id).removeClass("faded").addClass("found"));
    });
    if (centre) { cy.animate({ center: { eles: element }, duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200 }); }
    describe(id);
  }
  // on a small screen the panel lies below the window: move by as little as shows what was asked for
  function show(id, centre, alsoFound) { choose(id, centre, alsoFound); panel.scrollTop = 0; panel.scrollIntoView({ block: "nearest" }); }
  function forget() {
    chosen = null;
    cy.batch(() => cy.elements().removeClass("chosen found near faded"));
    panel.replaceChildren(made("p", words.choose));
    say("");
  }
  cy.on("tap", "node", (event) => show(event.target.id(), false));
  cy.on("tap", (event) => { if (event.target === cy) { forget(); } });

  // ------------------------------------------------------------------------------------------------ search and keys
  const search = one("[name=search]");
  const answer = one(".answer");
  function matches(text) {
    const wanted = folded(text.trim());
    if (!wanted) { return []; }
    const rank = (node) => {
      const name = folded(node.name);
      return name === wanted || folded(node.id) === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : 3;
    };
    return data.nodes.map((node) => [rank(node), node]).filter((pair) => pair[0] < 3)
      .sort((a, b) => a[0] - b[0] || a[1].what.localeCompare(b[1].what) || collator.compare(a[1].name, b[1].name)).map((pair) => pair[1]);
  }
  let asked = "";  // asked for again, the same words lead to the next of those found
  let turn = 0;
  function look(take, move) {
    const found = matches(search.value);
    const visible = found.filter((node) => !cy.getElementById(node.id).hasClass("hidden"));
    cy.nodes().removeClass("found");
    visible.forEach((node) => cy.getElementById(node.id).addClass("found"));
    answer.textContent = !search.value.trim() ? "" : !found.length ? words.none_found
      : (visible.length < found.length ? words.found_hidden : found.length === 1 ? words.found_one : words.found).replace("{n}", found.length).replace("{hidden}", found.length - visible.length);
    turn = move && asked === search.value && visible.length ? (turn + 1) % visible.length : 0;
    asked = move ? search.value : "";
    if (take && visible.length) { (move ? show : choose)(visible[turn].id, true, visible); } else if (take && search.value.trim()) { forget(); }
  }
  search.addEventListener("input", () => look(matches(search.value).some((node) => node.name === search.value)));
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); look(true, true); } });
  one("[name=find]").addEventListener("click", () => look(true, true));

  const zoom = (factor) => cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  const actions = {
    closer: () => zoom(1.3), farther: () => zoom(1 / 1.3), fit,
    reset: () => { [...kindBoxes, ...sectorBoxes].forEach((input) => { input.checked = true; }); moment.selectedIndex = 0; search.value = ""; answer.textContent = ""; forget(); filter(); fit(); },
  };
  box.querySelectorAll("[data-action]").forEach((button) => button.addEventListener("click", () => actions[button.dataset.action]()));
  box.querySelectorAll("[data-every]").forEach((button) => button.addEventListener("click", () => {
    const boxes = [...button.closest("fieldset").querySelectorAll("input[type=checkbox]")];
    const tick = boxes.some((input) => !input.checked);
    boxes.forEach((input) => { input.checked = tick; });
    filter();
  }));
  [moment, ...kindBoxes, ...sectorBoxes].forEach((input) => input.addEventListener("change", filter));
  const canvas = one(".canvas");
  const keys = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }  // those are the browser's
    if (keys[event.key]) { cy.panBy({ x: keys[event.key][0], y: keys[event.key][1] }); event.preventDefault(); }
    if (event.key === "+" || event.key === "=") { actions.closer(); }
    if (event.key === "-") { actions.farther(); }
    if (event.key === "0") { fit(); }
    if (event.key === "Escape") { forget(); }
  });
  // the wheel scrolls the page, with Ctrl it zooms: told above the canvas, or its own listener would have been there first
  one(".middle").addEventListener("wheel", (event) => { if (!event.ctrlKey) { event.stopPropagation(); } }, { capture: true, passive: true });
  // where the choices stand above the graph they are folded, so that it is seen first
  const choices = one(".choices");
  const beside = matchMedia("(min-width: 1000px)");
  const unfold = () => { choices.open = beside.matches; };
  beside.addEventListener("change", unfold);
  unfold();
  // in a window of another size the whole is shown again, unless somebody has moved it
  new ResizeObserver(() => { const untouched = whereItIs() === fitted; cy.resize(); if (untouched) { fit(); } }).observe(canvas);

  // ------------------------------------------------------------------------------------------------ begin
  const figure = document.querySelector("figure.printed");
  const toggle = document.getElementById("toggle-printed");
  function showPrinted(printed) {
    figure.hidden = !printed;
    box.hidden = printed;
    toggle.textContent = printed ? words.show_interactive : words.show_printed;
    toggle.setAttribute("aria-pressed", String(printed));
    if (!printed) { cy.resize(); fit(); }
  }
  toggle.hidden = false;
  toggle.addEventListener("click", () => showPrinted(!box.hidden));
  box.hidden = false;
  cy.resize();
  forget();
  filter();
  showPrinted(false);
  // for who wants to drive the graph from the console of the browser
  window.coopnetGraph = cy;
}());
