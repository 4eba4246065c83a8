// Text with entities -> nodes. Offsets are UTF-16 units, which is how JavaScript counts too.

import { make } from "./dom.js";

const blocks = new Set(["blockquote", "expandable_blockquote", "pre"]);
const tags = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };

/** Return a fragment with one block a line, each with a direction of its own. `act` is asked to do what a tap means. */
export function render(text, entities, act) {
  const fragment = document.createDocumentFragment();
  const outer = entities.filter((entity) => blocks.has(entity.type)).sort((a, b) => a.offset - b.offset);
  let cursor = 0;
  for (const block of outer) {
    if (block.offset < cursor) continue;
    fragment.append(...lines(text, cursor, block.offset, entities, act, true));
    const element = make(block.type === "pre" ? "pre" : "blockquote", { dir: "auto" });
    element.append(...lines(text, block.offset, block.offset + block.length, entities, act, false));
    fragment.append(element);
    cursor = block.offset + block.length;
    if (text[cursor] === "\n") cursor += 1;
  }
  fragment.append(...lines(text, cursor, text.length, entities, act, false));
  return fragment;
}

function lines(text, start, end, entities, act, beforeBlock) {
  if (start >= end) return [];
  const made = [];
  let from = start;
  // The line break before a quotation is the quotation's own.
  const last = beforeBlock && text[end - 1] === "\n" ? end - 1 : end;
  while (from <= last) {
    const found = text.indexOf("\n", from);
    const to = found < 0 || found > last ? last : found;
    const kind = from === to ? "line blank" : "line";
    made.push(make("div", { class: kind, dir: "auto" }, ...spans(text, from, to, entities, act)));
    from = to + 1;
  }
  return made;
}

function spans(text, start, end, entities, act) {
  const inside = entities.filter((e) => !blocks.has(e.type) && e.offset < end && e.offset + e.length > start);
  const cuts = new Set([start, end]);
  for (const e of inside) {
    cuts.add(Math.max(start, e.offset));
    cuts.add(Math.min(end, e.offset + e.length));
  }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(1).map((to, index) => {
    const from = places[index];
    const around = inside.filter((e) => e.offset <= from && e.offset + e.length >= to);
    return around.reduceRight((node, e) => wrap(node, e, text.slice(e.offset, e.offset + e.length), act),
      document.createTextNode(text.slice(from, to)));
  });
}

function wrap(node, entity, whole, act) {
  if (tags[entity.type]) return make(tags[entity.type], {}, node);
  switch (entity.type) {
    case "text_link": return link(node, entity.url, act);
    case "url": return link(node, /^[a-z]+:/i.test(whole) ? whole : `http://${whole}`, act);
    case "email": return make("a", { href: `mailto:${whole}` }, node);
    case "phone_number": return make("a", { href: `tel:${whole.replace(/[^+\d]/g, "")}`, class: "number", dir: "ltr" }, node);
    case "bot_command":
      return make("button", { type: "button", class: "link", onclick: () => act.send(whole) }, node);
    case "spoiler":
      return make("button", {
        type: "button", class: "spoiler", "aria-expanded": "false",
        onclick: (event) => event.currentTarget.setAttribute("aria-expanded", "true"),
      }, make("span", {}, node));
    case "hashtag": case "mention": case "cashtag": return make("span", { class: "mark" }, node);
    default: return node;
  }
}

/** Return a link; one to the bot itself starts it here, addresses other than web, phone and mail stay text. */
export function link(node, address, act) {
  const payload = act.payloadOf(address);
  if (payload !== null) {
    return make("button", { type: "button", class: "link", onclick: () => act.start(payload) }, node);
  }
  if (!/^(https?|tel|mailto):/i.test(address)) return make("span", { class: "mark" }, node);
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, node);
}
