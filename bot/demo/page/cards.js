// What a message carries besides text: places, contacts, files, pictures.

import { icon, make } from "./dom.js";

/** Return the card of a message, null when it has only text. */
export function card(message, words) {
  if (message.venue) return place(message.venue.title, message.venue.address, message.venue.location);
  if (message.location) return place(words.location, "", message.location);
  if (message.contact) return contact(message.contact);
  if (message.document) return file(message.document, message.from.is_bot);
  if (message.photo && message.from.is_bot) return photo(message.photo.at(-1), words);
  for (const kind of ["photo", "voice", "sticker", "video", "audio", "animation", "video_note"]) {
    if (message[kind]) return row(icon(words[kind] ? kind : "document"), words[kind] ?? words.document);
  }
  return null;
}

function row(picture, title, detail = null) {
  return make("div", { class: "card-row" },
    make("span", { class: "disc" }, picture),
    make("span", { class: "card-text" }, make("strong", { dir: "auto" }, title), detail));
}

function place(title, address, point) {
  const where = `${point.latitude.toFixed(4)}, ${point.longitude.toFixed(4)}`;
  return make("div", { class: "place-card" },
    make("div", { class: "map" }, icon("pin")),
    make("div", { class: "card-text" },
      make("strong", { dir: "auto" }, title),
      address ? make("span", { dir: "auto" }, address) : null,
      make("span", { class: "small", dir: "ltr" }, where)));
}

function contact(person) {
  const name = [person.first_name, person.last_name].filter(Boolean).join(" ");
  const number = make("a", { href: `tel:${person.phone_number.replace(/[^+\d]/g, "")}`, dir: "ltr" }, person.phone_number);
  return row(icon("contact"), name, number);
}

function file(document, fromBot) {
  const size = `${Math.max(1, Math.round((document.file_size ?? 0) / 1024))} KB`;
  const detail = make("span", { class: "small", dir: "ltr" }, size);
  const made = row(icon("document"), document.file_name ?? "", detail);
  if (!fromBot) return made;
  const isReadable = document.mime_type === "text/html" || document.mime_type?.startsWith("image/");
  return make("a", {
    class: "card-link", href: `demo/files/${encodeURIComponent(document.file_id)}`, target: "_blank", rel: "noopener",
    download: isReadable ? null : document.file_name,
  }, made);
}

function photo(size, words) {
  return make("img", { class: "picture", src: `demo/files/${encodeURIComponent(size.file_id)}`, alt: words.photo });
}
