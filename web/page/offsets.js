// SPDX-License-Identifier: MIT
// From bytes of UTF-8, in which lode counts, to places in a string.
export function placesOf(text) {
  const places = new Uint32Array(new TextEncoder().encode(text).length + 1);
  let byte = 0, place = 0;
  for (const character of text) {
    const code = character.codePointAt(0);
    const length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    places.fill(place, byte, byte + length);
    byte += length;
    place += character.length;
  }
  places[byte] = place;
  return places;
}

export function byteOf(text, place) {
  return new TextEncoder().encode(text.slice(0, place)).length;
}
