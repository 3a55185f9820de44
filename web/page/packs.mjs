// SPDX-License-Identifier: MIT
// The packs that can be chosen, and what they are called.
export const PACKS = { vi: 'vi', en: 'en', 'vi en': 'vi and en', '': 'none' };
