// Numbers as people read them; a dash is what is not known.

const DASH = "–";
const known = (value) => value !== null && value !== undefined && Number.isFinite(value);

export const percent = (share, digits = 1) =>
  known(share) ? `${(100 * share).toFixed(digits)} %` : DASH;

export const number = (value) => (known(value) ? value.toFixed(4) : DASH);

/** A number beside an axis: as short as it can be. */
export const mark = (value) => String(Number(value.toPrecision(3)));

export const rate = (value) => {
  if (!known(value)) return DASH;
  return value !== 0 && value < 0.001 ? value.toExponential(1).replace(".0e", "e") : mark(value);
};

export const count = (value) => (known(value) ? Math.round(value).toLocaleString("en") : DASH);

/** 75 seconds as 1:15, 3700 as 1:01:40. */
export function clock(seconds) {
  if (!known(seconds)) return DASH;
  const whole = Math.round(seconds);
  const two = (value) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(whole % 60)}`;
}

/** The day and the time; the year only where it is another one. */
export function date(millis) {
  if (!known(millis) || millis <= 0) return DASH;
  const thisYear = new Date(millis).getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(document.documentElement.lang, {
    year: thisYear ? undefined : "numeric",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
  }).format(millis);
}
