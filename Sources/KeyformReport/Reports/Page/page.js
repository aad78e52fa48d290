// The script of the report page: search, filters and pages over the changes. scripts/embed-page puts
// it into the program. Every text of a report reaches the page by textContent alone.
(() => {
  "use strict";

  const pageSize = 100;
  // What is printed without filters: paper ends somewhere.
  const printed = 2000;
  // Characters of a text that are shown before somebody asks for the rest.
  const longest = 600;
  const block = document.getElementById("data");
  const list = document.getElementById("change-list");
  if (!block || !list) return;

  const objects = JSON.parse(block.textContent).objects;
  const form = document.getElementById("filters");
  const count = document.getElementById("count");
  const pagers = [...document.querySelectorAll(".pager")];
  const names = ["q", "kind", "action", "origin", "site", "target"];

  const hiddenCharacters =
    /[\u0000-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\u{E0000}-\u{E0FFF}]/gu;

  // Characters that would not show themselves, as the other reports show them.
  function visible(text) {
    return text.replace(hiddenCharacters, (sign) =>
      sign === "\n" ? "\\n" : sign === "\t" ? "\\t" : `\\u{${sign.codePointAt(0).toString(16)}}`);
  }

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  // A long text is cut, and the whole of it is a click away.
  function putText(element, text) {
    if (text.length <= longest) {
      element.append(visible(text));
      return element;
    }
    const characters = Array.from(text);
    element.append(visible(characters.slice(0, longest).join("")) + "… ");
    const rest = make("details");
    rest.append(make("summary", "", `all ${characters.length} characters`));
    rest.addEventListener("toggle", () => {
      if (rest.open && rest.children.length < 2) rest.append(make("span", "", visible(text)));
    });
    element.append(rest);
    return element;
  }

  // A binding has the site of its deployment, where that is among the objects.
  const sitesByDeployment = new Map();
  const rows = objects.map((object) => {
    const kind = object.address.slice(0, object.address.indexOf("/"));
    const sites = new Set(object.sites);
    if (kind === "deployment") sitesByDeployment.set(object.address.slice(kind.length + 1), sites);
    return { object, kind, sites, text: null };
  });
  for (const row of rows) {
    if (row.kind !== "binding") continue;
    const field = row.object.fields.find(([name]) => name === "deployment");
    const deployment = field ? field[2] ?? field[1] : row.object.summary?.split(",")[0];
    sitesByDeployment.get(deployment)?.forEach((site) => row.sites.add(site));
  }

  // What is searched of an object, made when somebody first searches.
  function searched(row) {
    if (row.text === null) {
      const { object } = row;
      const parts = [
        object.action, object.address, object.summary ?? "", object.place ?? "", object.owner ?? "",
        object.target ?? "", ...(object.hazards ?? []), ...(object.origins ?? []),
        ...(object.told ?? []), ...row.sites,
      ];
      for (const field of object.fields) parts.push(...field.filter(Boolean));
      row.text = parts.join("\n").toLowerCase();
    }
    return row.text;
  }

  function code(tag, text) {
    return putText(make(tag, "code"), text === "" ? "(empty)" : text ?? "(none)");
  }

  function transition(from, to) {
    const arrow = make("span", "arrow");
    const sign = make("span", "", "→");
    sign.setAttribute("aria-hidden", "true");
    arrow.append(sign, make("span", "hidden", " becomes "));
    return [code("del", from), arrow, code("ins", to)];
  }

  function fieldItem(object, [name, from, to, remark]) {
    const item = make("div");
    const value = make("dd");
    if (object.action === "create" || object.action === "delete") {
      value.append(code("span", to ?? from));
    } else {
      value.append(...transition(from, to));
    }
    if (remark) value.append(" ", make("span", "soft", visible(remark)));
    item.append(make("dt", "", visible(name)), value);
    return item;
  }

  function tag(style, text) {
    return make("span", style, visible(text));
  }

  function item({ object }) {
    const element = make("li", `change ${object.action}`);
    const sign = make("span", `sign ${object.action}`, object.symbol);
    sign.setAttribute("aria-hidden", "true");
    const line = make("div", "line");
    line.append(
      tag("hidden", object.action === "drift" ? "differs " : `${object.action} `),
      tag("address code", object.address));
    for (const hazard of object.hazards ?? []) line.append(tag("tag bad", hazard));
    for (const origin of object.origins ?? []) line.append(tag(`tag ${paint(origin)}`, origin));
    if (object.target) line.append(tag("tag code", object.target));
    if (object.place) line.append(tag("place code", object.place));
    element.append(sign, line);
    if (object.summary) element.append(putText(make("p", "summary"), object.summary));
    for (const told of object.told ?? []) element.append(make("p", "told", visible(told)));
    if (object.fields.length > 0) {
      const fields = make("dl", "fields");
      fields.append(...object.fields.map((field) => fieldItem(object, field)));
      element.append(fields);
    }
    return element;
  }

  function paint(origin) {
    return origin === "takes back" ? "bad" : origin === "drift" ? "caution" : "advice";
  }

  // The fragment holds what was asked for, so that a link shows the same.
  function asked() {
    const parameters = new URLSearchParams(location.hash.slice(1));
    const wish = Object.fromEntries(names.map((name) => [name, parameters.get(name) ?? ""]));
    wish.page = Math.max(1, Number.parseInt(parameters.get("page") ?? "1", 10) || 1);
    return wish;
  }

  function fragment(wish) {
    const parameters = new URLSearchParams();
    for (const name of names) if (wish[name]) parameters.set(name, wish[name]);
    if (wish.page > 1) parameters.set("page", wish.page);
    return parameters.toString();
  }

  let wish = { page: 1 };
  let matching = rows;

  function matches(words) {
    return (row) =>
      (!wish.kind || row.kind === wish.kind) && (!wish.action || row.object.action === wish.action)
      && (!wish.origin || (row.object.origins ?? []).includes(wish.origin))
      && (!wish.site || row.sites.has(wish.site))
      && (!wish.target || row.object.target === wish.target)
      && words.every((word) => searched(row).includes(word));
  }

  function filter() {
    const words = (wish.q ?? "").toLowerCase().split(/\s+/u).filter(Boolean);
    matching = rows.filter(matches(words));
    const pages = Math.max(1, Math.ceil(matching.length / pageSize));
    wish.page = Math.min(wish.page, pages);
    show((wish.page - 1) * pageSize, pageSize);
    count.textContent = sentence(pages);
    for (const pager of pagers) {
      pager.hidden = pages === 1;
      pager.querySelector(".page").textContent = `Page ${wish.page} of ${pages}`;
      pager.querySelector(".previous").disabled = wish.page === 1;
      pager.querySelector(".next").disabled = wish.page === pages;
    }
  }

  function sentence(pages) {
    const all = `${rows.length} ${rows.length === 1 ? list.dataset.one : list.dataset.many}`;
    if (matching.length === 0) return `None of ${all} matches.`;
    const found = matching.length === rows.length ? all : `${matching.length} of ${all}`;
    if (pages === 1) return found;
    const first = (wish.page - 1) * pageSize + 1;
    return `${found}; ${first} to ${Math.min(first + pageSize - 1, matching.length)} shown`;
  }

  function show(start, length) {
    list.replaceChildren(...matching.slice(start, start + length).map(item));
  }

  // A little later: browsers mind it for each key.
  let remembering;

  function remember() {
    clearTimeout(remembering);
    remembering = setTimeout(() => {
      const text = fragment(wish);
      history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
    }, 150);
  }

  function fillIn() {
    for (const name of names) {
      const control = form.elements[name];
      control.value = wish[name];
      // A word of the fragment that there is no choice for.
      if (control.value !== wish[name]) wish[name] = control.value = "";
    }
  }

  function turn(step, pager) {
    wish.page += step;
    filter();
    remember();
    document.getElementById("changes").scrollIntoView();
    const button = pager.querySelector(step > 0 ? ".next" : ".previous");
    if (button.disabled) pager.querySelector(step > 0 ? ".previous" : ".next").focus();
  }

  // The choices that there are; no control where there is none.
  function offer(name, values) {
    const control = form.elements[name];
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    const sorted = [...counts].sort(([left], [right]) => (left < right ? -1 : 1));
    for (const [value, number] of sorted) {
      const option = make("option", "", `${visible(value)} (${number})`);
      option.value = value;
      control.append(option);
    }
    // Of what all rows have alike there is nothing to choose.
    control.closest("label").hidden = counts.size === 0
      || (counts.size === 1 && [...counts.values()][0] === rows.length);
  }

  offer("kind", rows.map((row) => row.kind));
  offer("action", rows.map((row) => row.object.action));
  offer("origin", rows.flatMap((row) => row.object.origins ?? []));
  offer("site", rows.flatMap((row) => [...row.sites]));
  offer("target", rows.map((row) => row.object.target).filter(Boolean));

  form.addEventListener("input", () => {
    for (const name of names) wish[name] = form.elements[name].value;
    wish.page = 1;
    filter();
    remember();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    wish = { page: 1 };
    // The controls are empty once the event is over.
    setTimeout(() => {
      filter();
      remember();
      form.elements.q.focus();
    });
  });
  for (const pager of pagers) {
    pager.querySelector(".previous").addEventListener("click", () => turn(-1, pager));
    pager.querySelector(".next").addEventListener("click", () => turn(1, pager));
  }
  function follow() {
    // A fragment without a sign of ours is a place on the page.
    if (location.hash.length > 1 && !location.hash.includes("=")) return;
    wish = asked();
    fillIn();
    filter();
  }
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => {
    show(0, printed);
    count.textContent = matching.length > printed
      ? `The first ${printed} of ${matching.length}` : sentence(1);
  });
  addEventListener("afterprint", filter);

  form.hidden = false;
  document.getElementById("status").hidden = false;
  document.getElementById("first-changes")?.remove();
  wish = asked();
  fillIn();
  filter();
})();
