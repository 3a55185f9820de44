// SPDX-License-Identifier: MIT
// The packs that can be chosen, and what they are called; and where one's own rules are.
export const OWN = '/own/rules.yaml';
export const PACKS = { vi: 'vi', en: 'en', 'vi en': 'vi and en', '': 'none' };
