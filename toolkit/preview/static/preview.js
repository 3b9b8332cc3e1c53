// Shows the sheets of one locale beside the English, and keeps up with the files on disk.

const $ = (id) => document.getElementById(id);
const choice = { material: "", region: "", paper: "" };
let all = null;      // what /api/materials says
let own = null;      // what /api/sheet says of the locale being translated
let chosen = -1;     // number of the message looked at

async function get(path, query = {}) {
  const answer = await fetch(`${path}?${new URLSearchParams(query)}`, { cache: "no-store" });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.error ?? answer.statusText);
  return said;
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

function options(select, values, current, label = (value) => value) {
  select.replaceChildren(...values.map((value) =>
    element("option", { value, selected: value === current }, label(value))));
}

function readAddress() {
  const address = new URL(location.href);
  const row = (id) => all.materials.find((each) => each.material === id);
  choice.material = decodeURIComponent(address.pathname.split("/m/")[1] ?? "");
  choice.region = address.searchParams.get("region") ?? choice.region ?? "";
  if (!all.regions.includes(choice.region)) choice.region = all.region;
  const papers = row(choice.material)?.papers ?? [];
  choice.paper = address.searchParams.get("paper") ?? choice.paper;
  if (!papers.includes(choice.paper)) choice.paper = papers.includes(all.paper) ? all.paper : papers[0];
}

function addressOf(material) {
  const query = new URLSearchParams({ region: choice.region, paper: choice.paper ?? "" });
  return material ? `/m/${encodeURIComponent(material)}?${query}` : "/";
}

async function refresh() {
  try {
    all = await get("/api/materials");
    readAddress();
    $("language").textContent = `${all.locale.autonym} (${all.locale.code})`;
    document.title = `${choice.material || "All sheets"} · ${all.locale.code} · Preview`;
    const row = all.materials.find((each) => each.material === choice.material);
    options($("material"), ["", ...all.materials.map((each) => each.material)], choice.material,
      (value) => value || "All sheets");
    options($("region"), all.regions, choice.region);
    options($("paper"), row?.papers ?? [], choice.paper);
    problem(all.problem);
    if (row) await showSheet(row); else showIndex();
  } catch (error) {
    problem(String(error.message ?? error));
  }
  document.body.dataset.version = all?.version ?? "";
}

function problem(text) {
  $("problem").textContent = text;
  $("problem").hidden = !text;
}

function progress(row) {
  const said = row.total - row.missing - row.broken;
  const waiting = row.fuzzy ? `, ${row.fuzzy} of the rest fuzzy` : "";
  const broken = row.broken ? `, ${row.broken} broken` : "";
  return `${said} of ${row.total} translated${waiting}${broken}`;
}

function showIndex() {
  $("sheet").hidden = true;
  $("index").hidden = false;
  $("state").textContent = "";
  $("index").replaceChildren(...all.materials.map((row) =>
    element("a", { href: addressOf(row.material) },
      element("b", {}, row.title),
      element("span", {}, `${row.material} · ${progress(row)}`),
      element("meter", { min: 0, max: row.total, value: row.total - row.missing - row.broken,
        "aria-label": `${row.material}: ${progress(row)}` }))));
}

async function showSheet(row) {
  $("index").hidden = true;
  $("sheet").hidden = false;
  const query = { material: choice.material, region: choice.region, paper: choice.paper };
  const [translated, english] = await Promise.all([
    get("/api/sheet", { ...query, locale: all.locale.code }),
    get("/api/sheet", { ...query, locale: "en" }),
  ]);
  own = translated;
  const size = own.scale < 1 ? ` · type at ${Math.round(own.scale * 100)} %` : "";
  $("state").textContent = progress(row) + size;
  if (own.problem) problem(own.problem);
  const byText = new Map(own.messages.map((message, number) => [message.msgid, number]));
  const same = english.messages.map((message) => byText.get(message.msgid) ?? -1);
  pages($("own"), own, { ...query, locale: all.locale.code }, (number) => number, row.missing + row.broken > 0);
  pages($("source"), english, { ...query, locale: "en" }, (number) => same[number], false);
  list();
  choose(chosen < own.messages.length ? chosen : -1, false);
}

function pages(column, sheet, query, numberOf, unfinished) {
  const made = sheet.pages.map((places, page) => {
    const source = `/api/page.png?${new URLSearchParams({ ...query, page, version: sheet.version })}`;
    return element("figure", { class: unfinished ? "page unfinished" : "page" },
      element("img", { src: source, alt: `Page ${page + 1}` }),
      ...places.map((place) => button(place, numberOf(place.message))));
  });
  // Put pages in place all at once: what is scrolled to stays where it is.
  column.replaceChildren(...made);
}

function button(place, number) {
  const message = own.messages[number];
  const percent = (fraction) => `${(fraction * 100).toFixed(3)}%`;
  const made = element("button", {
    class: `place ${message?.state ?? ""}`, type: "button", "data-message": number,
    "aria-label": message?.msgid ?? "", disabled: !message,
    style: `left:${percent(place.left)};top:${percent(place.top)};width:${percent(place.width)};height:${percent(place.height)}`,
  });
  made.addEventListener("click", () => choose(number, false));
  return made;
}

function list() {
  $("list").replaceChildren(...own.messages.map((message, number) => {
    const doubtful = message.doubts.length ? " doubtful" : "";
    const made = element("button", { type: "button", class: message.state + doubtful, "data-message": number },
      message.msgid.replace(/<[^>]+>/g, ""));
    made.addEventListener("click", () => choose(number, true));
    return element("li", {}, made);
  }));
}

function choose(number, scroll) {
  chosen = number;
  const message = own.messages[number];
  for (const place of document.querySelectorAll("[data-message]")) {
    const is = message !== undefined && place.dataset.message === String(number);
    place.classList.toggle("chosen", is && place.classList.contains("place"));
    if (place.closest("#list")) place.setAttribute("aria-current", String(is));
  }
  $("details").hidden = !message;
  if (!message) return;
  const rows = [
    ["English", message.msgid, { lang: "en", dir: "ltr" }],
    [all.locale.autonym, message.msgstr || "(not translated yet)",
      { lang: all.locale.tag, dir: all.locale.direction, id: "msgstr" }],
    ["State", message.state, {}],
    ["What is wrong", message.faults.join("\n"), { class: "faults" }],
    ["Look at again", message.doubts.join("\n"), { class: "doubts" }],
    ["Where", message.here ? "" : "not on these pages: another region, paper or school file brings it", {}],
    ["For translators", message.comments.join("\n"), {}],
    ["In the .po file", message.po, { id: "po" }],
    ["In the templates", message.templates.join("\n"), {}],
  ];
  $("details").replaceChildren(...rows.filter(([, text]) => text).flatMap(([label, text, attributes]) =>
    [element("dt", {}, label), element("dd", attributes, text)]));
  if (scroll) document.querySelector("#own .place.chosen")?.scrollIntoView({ block: "center" });
}

addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step || !own || event.target.closest("select")) return;
  event.preventDefault();
  choose(Math.min(Math.max(chosen + step, 0), own.messages.length - 1), true);
});

$("choice").addEventListener("change", () => {
  const old = choice.material;
  Object.assign(choice, Object.fromEntries(new FormData($("choice"))));
  if (choice.material !== old) chosen = -1;
  history.pushState(null, "", addressOf(choice.material));
  refresh();
});
addEventListener("popstate", refresh);

const changes = new EventSource("/api/changes");
changes.addEventListener("message", (event) => {
  if (document.body.dataset.version !== event.data) refresh();
});
changes.addEventListener("error", () => problem("The preview has stopped. Start it again with generate.py preview."));
changes.addEventListener("open", () => problem(all?.problem ?? ""));
refresh();
