/** A spreadsheet runs what begins like a formula. Amounts, which may begin with a minus, are ours and do not pass here. */
export function safeText(text: string): string {
  return /^\s*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/.test(text) ? `'${text}` : text;
}

/** Cents as a plain decimal with a point. */
export function decimal(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
