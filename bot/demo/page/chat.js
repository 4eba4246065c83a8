// The desk with the phones. `?left=en&right=es` chooses their languages, `?start=code` opens the bot by a link.

import { Phone } from "./phone.js";

const wanted = new URLSearchParams(location.search);
const desk = document.getElementById("desk");
const payload = wanted.get("start");
const wide = matchMedia("(min-width: 860px)");

new Phone(desk, wanted.get("left") ?? "en", payload);

function addSecond() {
  if (wide.matches && desk.childElementCount < 2) new Phone(desk, wanted.get("right") ?? "es", payload);
}

wide.addEventListener("change", addSecond);
addSecond();
