// What the pages say, in English and Chinese; the keys are those of the data-text attributes.

import { COLLECT } from "./collecttexts.js";
import { inLanguages } from "./language.js";
import { TRAIN } from "./traintexts.js";
import { WATCH } from "./watchtexts.js";

const of = (language) => ({ ...WATCH[language], ...COLLECT[language], ...TRAIN[language] });

export const { texts, translate, switchLanguage } = inLanguages({ en: of("en"), zh: of("zh") });
