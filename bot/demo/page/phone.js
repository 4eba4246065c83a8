// One pretended phone: its person, its chat, its controls.

import { icon, make } from "./dom.js";
import { bubble } from "./message.js";
import { languages } from "./words.js";

export class Phone {
  /** Add a phone to `desk`; `code` is its language, `payload` starts the bot at once when it is not null. */
  constructor(desk, code, payload = null) {
    this.root = document.getElementById("phone-template").content.firstElementChild.cloneNode(true);
    desk.append(this.root);
    this.language = languages[code] ?? languages.en;
    this.profile = { name: "", username: "", description: "", commands: [] };
    this.chat = ""; // "group" while the group is open
    this.act = {
      send: (text) => this.post("send", { text }),
      start: (code) => this.post("start", { payload: code }),
      tap: (message, data, button) => this.tap(message, data, button),
      copy: (text) => navigator.clipboard.writeText(text).then(() => this.toast(this.language.words.copied)),
      inline: (query) => this.write(`@${this.profile.username} ${query}`),
      payloadOf: (address) => this.payloadOf(address),
    };
    this.wire();
    this.begin(payload);
  }

  get botName() { return this.profile.name; }

  find(selector) { return this.root.querySelector(selector); }

  // -- the person ------------------------------------------------------------

  async begin(payload = null) {
    this.events?.close();
    this.find(".log").replaceChildren();
    this.dress();
    const body = { first_name: this.language.person, language_code: this.language.code };
    const answer = await fetch("demo/people", json(body));
    const { key, id, group } = await answer.json();
    Object.assign(this, { key, id, group });
    this.open("");
    if (payload !== null) this.act.start(payload);
  }

  /** Show the private chat, or the group. */
  open(chat) {
    this.chat = chat;
    this.closeSheet();
    this.find(".log").replaceChildren();
    this.find(".switch").hidden = !this.group;
    this.find(".switch").textContent = chat ? "Private chat" : `Group: ${this.group}`;
    this.rest();
    this.events?.close();
    this.events = new EventSource(`demo/people/${this.key}/events?chat=${chat}`);
    this.events.onmessage = (event) => this.take(JSON.parse(event.data));
    this.events.onopen = () => { this.find(".toast").hidden = true; };
    this.events.onerror = () => this.toast(this.language.words.stopped, true);
  }

  /** Put the phone's own words on it. */
  dress() {
    const { code, dir, name, words, person } = this.language;
    const phone = this.find(".phone");
    phone.lang = code;
    phone.dir = dir;
    this.root.setAttribute("aria-label", `${person}, ${name}`);
    this.find(".language").value = code;
    this.find(".intro h3").textContent = words.intro;
    this.find(".begin").textContent = words.start;
    this.find(".status").textContent = words.bot;
    this.find("textarea").placeholder = words.message;
    this.find("textarea").setAttribute("aria-label", words.message);
    this.find(".alert button").textContent = words.ok;
    this.find(".menu").replaceChildren(icon("menu"), make("span", {}, words.menu));
    for (const kind of ["attach", "send"]) {
      this.find(`.${kind}`).replaceChildren(icon(kind), make("span", { class: "hidden" }, words[kind]));
    }
  }

  post(action, body = {}) {
    this.closeSheet();
    return fetch(`demo/people/${this.key}/${action}`, json({ chat: this.chat, ...body })).catch(() => {});
  }

  payloadOf(address) {
    const match = /^(?:https?:\/\/)?(?:t|telegram)\.me\/(\w+)(?:\?start=([\w-]*))?$/i.exec(address ?? "");
    return match && match[1].toLowerCase() === this.profile.username.toLowerCase() ? match[2] ?? "" : null;
  }

  // -- what happens ----------------------------------------------------------

  take(event) {
    switch (event.kind) {
      case "snapshot":
        this.know(event.profile);
        this.find(".log").replaceChildren(...event.messages.map((message) => bubble(message, this, this.act)));
        this.showKeys(event.keyboard);
        break;
      case "profile": return this.know(event.profile);
      case "message": this.find(".log").append(bubble(event.message, this, this.act)); this.rest(event.message); break;
      case "edit": this.replace(event.message); this.rest(event.message); break;
      case "delete": this.item(event.message)?.remove(); break;
      case "action": return this.showTyping();
      case "keyboard": return this.showKeys(event.keyboard ? event : null);
      case "toast": return this.answerTap(event);
      case "inline_results": return this.showResults(event);
    }
    this.showStart();
    this.scrollDown();
  }

  item(message) { return this.find(`.log > [data-id="${message.message_id}"]`); }

  /** Replace a message in place and leave the keyboard focus where it was. */
  replace(message) {
    const old = this.item(message);
    if (!old) return;
    const focused = [...old.querySelectorAll("button, a")].indexOf(document.activeElement);
    const made = bubble(message, this, this.act);
    made.classList.add("changed");
    old.replaceWith(made);
    if (focused >= 0) {
      const controls = [...made.querySelectorAll(".key")];
      (controls[focused] ?? controls[0] ?? this.find("textarea")).focus({ preventScroll: true });
    }
  }

  know(profile) {
    this.profile = profile;
    this.find(".bot-name").textContent = profile.name;
    this.find(".log").setAttribute("aria-label", profile.name);
    this.find(".scroll").setAttribute("aria-label", profile.name);
    this.find(".intro p").textContent = profile.description;
    this.find(".menu").hidden = !profile.commands.length;
    this.showStart();
  }

  showStart() {
    const isEmpty = !this.chat && !this.find(".log").childElementCount;
    this.find(".intro").hidden = !isEmpty || !this.profile.description;
    this.find(".begin").hidden = !isEmpty;
    this.find(".composer").hidden = isEmpty;
  }

  showTyping() {
    this.find(".status").textContent = this.language.words.typing;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.rest(), 5000);
  }

  rest(message = null) {
    if (message && !message.from.is_bot) return;
    clearTimeout(this.typing);
    this.find(".status").textContent = this.chat ? "" : this.language.words.bot;
  }

  tap(message, data, button) {
    button.setAttribute("aria-busy", "true");
    setTimeout(() => button.removeAttribute("aria-busy"), 15000);
    this.post("tap", { message_id: message.message_id, data });
  }

  answerTap(event) {
    for (const button of this.root.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
    if (!event.text) return;
    if (!event.show_alert) return this.toast(event.text);
    this.find(".alert p").textContent = event.text;
    this.find(".alert").showModal();
  }

  toast(text, stays = false) {
    const toast = this.find(".toast");
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(this.toasting);
    if (!stays) this.toasting = setTimeout(() => { toast.hidden = true; }, 3500);
  }

  scrollDown() {
    const scroll = this.find(".scroll");
    scroll.scrollTo({ top: scroll.scrollHeight });
  }

  // -- panels over the composer ----------------------------------------------

  showKeys(markup) {
    const rows = markup?.keyboard ?? [];
    const panel = this.find(".keys");
    panel.hidden = !rows.length;
    panel.replaceChildren(...rows.map((row) => make("div", { class: "row" }, ...row.map((key) => make("button", {
      type: "button", class: "key",
      onclick: () => {
        if (markup.one_time_keyboard) panel.hidden = true;
        if (key.request_location) this.post("location", here);
        else if (key.request_contact) this.post("contact");
        else this.act.send(key.text);
      },
    }, make("span", { dir: "auto" }, key.text), key.request_location ? icon("pin") : null)))));
    this.scrollDown();
  }

  openSheet(opener, label, items) {
    const sheet = this.find(".sheet");
    this.closeSheet();
    if (!items.length) return;
    this.opener = opener;
    opener?.setAttribute("aria-expanded", "true");
    sheet.replaceChildren(make("ul", { "aria-label": label }, ...items.map((item) => make("li", {}, item))));
    sheet.hidden = false;
  }

  closeSheet() {
    this.opener?.setAttribute("aria-expanded", "false");
    this.opener = null;
    this.find(".sheet").hidden = true;
  }

  toggle(opener, label, items) {
    if (this.opener === opener) return this.closeSheet();
    this.openSheet(opener, label, items);
    this.find(".sheet button")?.focus();
  }

  commands(start = "") {
    return this.profile.commands.filter(({ command }) => `/${command}`.startsWith(start)).map(({ command, description }) =>
      make("button", { type: "button", class: "choice", onclick: () => { this.write(""); this.act.send(`/${command}`); } },
        make("span", { dir: "auto" }, description), make("code", { dir: "ltr" }, `/${command}`)));
  }

  attachments() {
    const { words } = this.language;
    const choice = (kind, picture, action, body) => make("button", {
      type: "button", class: "choice", onclick: () => this.post(action, body),
    }, icon(picture), make("span", {}, words[kind]));
    if (this.chat) {
      return [make("button", { type: "button", class: "choice", onclick: () => this.find(".file").click() },
        icon("document"), make("span", {}, words.document))];
    }
    return [
      choice("location", "pin", "location", here), choice("contact", "contact", "contact", {}),
      ...["photo", "voice", "document", "sticker"].map((kind) => choice(kind, kind, "attach", { kind })),
    ];
  }

  showResults({ query_id, results, next_offset, button }) {
    const query = this.queryOf(this.find("textarea").value);
    if (query === null) return;
    const items = results.map((result) => make("button", {
      type: "button", class: "choice result",
      onclick: () => { this.write(""); this.post("choose", { query_id, result_id: result.id }); },
    }, make("strong", { dir: "auto" }, result.title ?? result.id),
      result.description ? make("span", { class: "small", dir: "auto" }, result.description) : null));
    if (button?.start_parameter) {
      items.unshift(make("button", {
        type: "button", class: "choice",
        onclick: () => { this.write(""); this.act.start(button.start_parameter); },
      }, make("span", { dir: "auto" }, button.text)));
    }
    if (next_offset) {
      items.push(make("button", {
        type: "button", class: "choice", onclick: () => this.post("inline", { query, offset: next_offset }),
      }, make("span", { dir: "auto" }, this.language.words.more)));
    }
    this.openSheet(null, this.language.words.results, items);
  }

  /** Send the file that was chosen, with its content. */
  async sendFile(field) {
    const [file] = field.files;
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    let letters = "";
    for (let at = 0; at < bytes.length; at += 0x8000) letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    field.value = "";
    this.post("document", { name: file.name, content: btoa(letters) });
  }

  // -- typing ----------------------------------------------------------------

  write(text) {
    const field = this.find("textarea");
    field.value = text;
    field.dispatchEvent(new Event("input"));
    field.focus();
  }

  /** Return what is asked of the bot in inline mode, null when something else is typed. */
  queryOf(text) {
    const start = `@${this.profile.username} `.toLowerCase();
    return text.toLowerCase().startsWith(start) ? text.slice(start.length) : null;
  }

  typed(field) {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
    clearTimeout(this.asking);
    const query = this.queryOf(field.value);
    if (query !== null) {
      this.asking = setTimeout(() => this.post("inline", { query }), 300);
    } else if (/^\/\w*$/.test(field.value)) {
      this.openSheet(null, this.language.words.menu, this.commands(field.value));
    } else {
      this.closeSheet();
    }
  }

  wire() {
    const field = this.find("textarea");
    const word = (key) => this.language.words[key];
    field.addEventListener("input", () => this.typed(field));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.find(".composer").requestSubmit();
      }
    });
    this.find(".composer").addEventListener("submit", (event) => {
      event.preventDefault();
      const text = field.value.trim();
      if (text && this.queryOf(field.value) === null) {
        this.write("");
        this.act.send(text);
      }
    });
    this.find(".menu").addEventListener("click", (e) => this.toggle(e.currentTarget, word("menu"), this.commands()));
    this.find(".attach").addEventListener("click", (e) => this.toggle(e.currentTarget, word("attach"), this.attachments()));
    this.find(".begin").addEventListener("click", () => this.act.start(""));
    this.find(".phone").addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.find(".sheet").hidden) {
        const opener = this.opener;
        this.closeSheet();
        (opener ?? field).focus();
      }
    });
    this.wireTools();
  }

  wireTools() {
    const select = this.find(".language");
    select.append(...Object.values(languages).map(({ code, name }) => make("option", { value: code, lang: code }, name)));
    select.addEventListener("change", () => {
      this.language = languages[select.value];
      this.dress();
      this.post("language", { language_code: select.value });
    });
    this.find(".new-person").addEventListener("click", () => this.begin());
    this.find(".switch").addEventListener("click", () => this.open(this.chat ? "" : "group"));
    this.find(".file").addEventListener("change", (event) => this.sendFile(event.currentTarget));
    const box = this.find(".link-box");
    const opener = this.find(".open-link");
    opener.addEventListener("click", () => {
      box.hidden = !box.hidden;
      opener.setAttribute("aria-expanded", String(!box.hidden));
      if (!box.hidden) this.find(".link").focus();
    });
    this.find(".tools").addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.find(".link").value.trim();
      this.act.start(this.payloadOf(text) ?? text.replace(/^.*[?&]start=/, ""));
      box.hidden = true;
      opener.setAttribute("aria-expanded", "false");
    });
  }
}

// The middle of Albuquerque: a pretended phone has no place of its own.
const here = { latitude: 35.0844, longitude: -106.6504 };

function json(body) {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}
