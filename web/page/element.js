// SPDX-License-Identifier: MIT
// Elements made of text only, whatever the texts hold.
export function element(name, attributes = {}, content = []) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (key === 'style') made.style.cssText = value;
    else if (value !== undefined && value !== false) made.setAttribute(key, value);
  made.append(...[content].flat());
  return made;
}
