// What the pages say, in English and Chinese; the keys are those of the data-text attributes.

import { COLLECT } from "./collecttexts.js";
import { inLanguages } from "./language.js";
import { TAKE } from "./taketexts.js";
import { TRAIN } from "./traintexts.js";
import { WATCH } from "./watchtexts.js";

const of = (language) =>
  Object.assign({}, ...[WATCH, COLLECT, TRAIN, TAKE].map((table) => table[language]));

export const { texts, translate, switchLanguage } = inLanguages({ en: of("en"), zh: of("zh") });
