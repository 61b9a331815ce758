// One voice for numbers and dates. English words, European money: €1,234.50.
const LOCALE = 'en-IE';

const moneyFormats = new Map<string, Intl.NumberFormat>();

export function formatMoney(cents: number, currency = 'EUR'): string {
  let format = moneyFormats.get(currency);
  if (!format) {
    format = new Intl.NumberFormat(LOCALE, { style: 'currency', currency });
    moneyFormats.set(currency, format);
  }
  return format.format(cents / 100);
}

const numbers = new Intl.NumberFormat(LOCALE);
export const formatNumber = (value: number): string => numbers.format(value);

const dates = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const dayNames = new Intl.DateTimeFormat(LOCALE, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
const times = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});
/** 3 Dec 2026. UTC on both sides, so that server and browser write the same. */
export const formatDate = (iso: string): string => dates.format(new Date(iso));
/** Thu 3 Dec */
export const formatDay = (iso: string): string => dayNames.format(new Date(iso)).replace(',', '');
/** 3 Dec, 14:05 UTC */
export const formatTime = (iso: string): string => `${times.format(new Date(iso))} UTC`;
/** Thu 3 – Mon 7 Dec */
export const formatDayRange = (from: string, to: string): string =>
  from === to
    ? formatDay(from)
    : dayNames.formatRange(new Date(from), new Date(to)).replaceAll(',', '').replace(/\s–\s/, ' – ');

const countries = new Intl.DisplayNames(LOCALE, { type: 'region' });
export const formatCountry = (code: string): string => countries.of(code) ?? code;

/** plural(1, 'item') → 1 item; plural(3, 'box', 'boxes') → 3 boxes */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`;
