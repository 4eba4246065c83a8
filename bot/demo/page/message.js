// One message: bubble, time, buttons.

import { card } from "./cards.js";
import { icon, make } from "./dom.js";
import { link, render } from "./text.js";

/** Return the list item of a message. `act` does what taps mean; `phone` gives language and words. */
export function bubble(message, phone, act) {
  const { words } = phone.language;
  const isOwn = message.from.id === phone.id;
  const isOthers = !isOwn && phone.chat;
  const body = make("div", { class: "bubble" },
    isOthers
      ? make("div", { class: "name", dir: "auto" }, message.from.first_name)
      : make("span", { class: "hidden" }, `${isOwn ? words.you : phone.botName}: `),
    message.via_bot ? make("div", { class: "via", dir: "ltr" }, `via @${message.via_bot.username}`) : null,
    message.reply_to_message ? quote(message.reply_to_message) : null,
    card(message, words));
  const text = shown(message.text ?? message.caption ?? "", isOwn);
  if (text) {
    const entities = message.entities ?? message.caption_entities ?? [];
    body.append(make("div", { class: "text" }, render(text, entities, act)));
  }
  body.append(make("div", { class: "meta" }, message.edit_date ? `${words.edited} ` : null, time(message.date, phone)));
  const item = make("li", { class: isOwn ? "message own" : "message", "data-id": message.message_id }, body);
  const rows = message.reply_markup?.inline_keyboard;
  if (rows) item.append(keyboard(message, rows, act));
  return item;
}

/** Telegram's apps hide the code that a link starts the bot with. */
function shown(text, isOwn) {
  return isOwn && text.startsWith("/start ") ? "/start" : text;
}

function quote(answered) {
  const text = answered.text ?? answered.caption ?? answered.document?.file_name ?? "…";
  return make("div", { class: "quote", dir: "auto" }, text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

function time(date, phone) {
  const moment = new Date(date * 1000);
  const format = new Intl.DateTimeFormat(phone.language.code, { hour: "numeric", minute: "2-digit" });
  return make("time", { datetime: moment.toISOString() }, format.format(moment));
}

function keyboard(message, rows, act) {
  const made = rows.map((row) => make("div", { class: "row" }, ...row.map((button) => key(message, button, act))));
  return make("div", { class: "keyboard" }, ...made);
}

function key(message, button, act) {
  const label = make("span", { dir: "auto" }, button.text);
  const style = button.style ? ` ${button.style}` : "";
  if (button.url) {
    const made = link(label, button.url, act);
    made.className = `key${style}`;
    made.append(icon("open"));
    return made;
  }
  let tap = (event) => act.tap(message, button.callback_data, event.currentTarget);
  let picture = null;
  if (button.copy_text) {
    tap = () => act.copy(button.copy_text.text);
    picture = icon("copy");
  }
  const query = button.switch_inline_query ?? button.switch_inline_query_current_chat
    ?? button.switch_inline_query_chosen_chat?.query;
  if (query !== undefined) {
    tap = () => act.inline(query);
    picture = icon("share");
  }
  return make("button", { type: "button", class: `key${style}`, onclick: tap }, label, picture);
}
