// Elements are built from text and attributes only: nothing that was typed is ever read as HTML.

/** Return an element; `parts` are nodes or strings, null ones are left out. */
export function make(name, attributes = {}, ...parts) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...parts.filter((part) => part !== null && part !== undefined));
  return element;
}

const shapes = {
  send: "M4 12 20 4l-4 16-4.5-6.5zM11.5 13.5 20 4",
  attach: "M20 11.5 12 19.3a5 5 0 0 1-7-7l8.4-8.2a3.4 3.4 0 0 1 4.8 4.8l-8.3 8.1a1.7 1.7 0 0 1-2.4-2.4l7.4-7.2",
  menu: "M4 7h16M4 12h16M4 17h10",
  open: "M8 16 17 7M9 7h8v8",
  copy: "M9 9h10v11H9zM5 15V4h10",
  share: "M12 15V4m-4 4 4-4 4 4M5 13v7h14v-7",
  pin: "M12 21c4-4.6 6-7.7 6-10.5a6 6 0 0 0-12 0C6 13.300 8 16.400 12 21zM12 12.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  document: "M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9.500h.01",
  voice: "M12 4a2.500 2.500 0 0 1 2.500 2.500v5a2.500 2.500 0 0 1-5 0v-5A2.500 2.500 0 0 1 12 4zM6.500 11.500a5.500 5.500 0 0 0 11 0M12 17v3.500",
  sticker: "M4 4h16v10l-6 6H4zM14 20v-6h6M9 9.500h.01M14 9.500h.01M9 13c1.500 1.500 3.500 1.500 5 0",
  contact: "M12 12a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM5 20c.8-3.500 3.500-5.200 7-5.200s6.200 1.700 7 5.200",
};

/** Return a line drawing; it is decoration, the control's name is text. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", shapes[name] ?? shapes.document);
  svg.append(path);
  return svg;
}
