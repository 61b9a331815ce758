export const formatCents = (cents: number, currency = 'EUR'): string =>
  new Intl.NumberFormat('en-IE', { style: 'currency', currency }).format(cents / 100);
export const formatRate = (bp: number): string =>
  new Intl.NumberFormat('en-IE', { style: 'percent', maximumFractionDigits: 2 }).format(bp / 10000);
export const formatDay = (day: string): string =>
  new Intl.DateTimeFormat('en-IE', { day: 'numeric', month: 'short' }).format(new Date(day));
