// What the pages say, in English and Chinese; the keys are those of the data-text attributes.

import { CHECK } from "./checktexts.js";
import { COLLECT } from "./collecttexts.js";
import { JUDGE } from "./judgetexts.js";
import { inLanguages } from "./language.js";
import { PHONE } from "./phonetexts.js";
import { TAKE } from "./taketexts.js";
import { TRAIN } from "./traintexts.js";
import { TRY } from "./trytexts.js";
import { WATCH } from "./watchtexts.js";

const of = (language) =>
  Object.assign({}, ...[WATCH, PHONE, COLLECT, CHECK, TRAIN, JUDGE, TRY, TAKE].map((table) => table[language]));

export const { texts, translate, switchLanguage } = inLanguages({ en: of("en"), zh: of("zh") });
