// Stripe's bodies and queries are forms with brackets: line_items[0][price_data][currency]=eur.
import { missingParameter, Refusal } from './refusal.ts';

export interface Form {
  [field: string]: FormValue;
}
export type FormValue = string | Form | FormValue[] | undefined;

export function parseForm(encoded: string): Form {
  const form: Form = {};
  for (const [name, value] of new URLSearchParams(encoded)) put(form, name.replaceAll(']', '').split('['), value);
  return form;
}

function put(form: Form, path: string[], value: string): void {
  const [field, ...rest] = path as [string, ...string[]];
  if (rest.length === 0) {
    form[field] = value;
    return;
  }
  const isList = /^\d*$/.test(rest[0]!);
  form[field] ??= isList ? [] : {};
  const inside = form[field];
  if (!Array.isArray(inside)) {
    put(inside as Form, rest, value);
    return;
  }
  const index = rest[0] === '' ? inside.length : Number(rest[0]);
  if (rest.length === 1) {
    inside[index] = value;
    return;
  }
  inside[index] ??= {};
  put(inside[index] as Form, rest.slice(1), value);
}

/** Dotted path; null when absent or empty. */
export function text(form: Form, path: string): string | null {
  const value = at(form, path);
  return typeof value === 'string' && value !== '' ? value : null;
}

export function requiredText(form: Form, path: string): string {
  const value = text(form, path);
  if (value === null) throw missingParameter(bracketed(path));
  return value;
}

export function integer(form: Form, path: string): number | null {
  const value = text(form, path);
  if (value === null) return null;
  if (!/^-?\d{1,12}$/.test(value)) {
    throw new Refusal(400, { param: bracketed(path), message: `Invalid integer: ${value}`, isValidation: true });
  }
  return Number(value);
}

export function requiredInteger(form: Form, path: string): number {
  const value = integer(form, path);
  if (value === null) throw missingParameter(bracketed(path));
  return value;
}

/** An amount of money that something is done with: above nothing. */
export function positiveAmount(form: Form, path: string): number {
  const amount = requiredInteger(form, path);
  if (amount >= 1) return amount;
  const message = 'This value must be greater than or equal to 1.';
  throw new Refusal(400, { code: 'parameter_invalid_integer', param: path, message, isValidation: true });
}

export function forms(form: Form, path: string): Form[] {
  const value = at(form, path);
  return Array.isArray(value) ? (value.filter(one => typeof one === 'object') as Form[]) : [];
}

export function texts(form: Form, path: string): string[] {
  return [at(form, path) ?? []].flat().filter(one => typeof one === 'string');
}

export function metadata(form: Form, path = 'metadata'): Record<string, string> {
  const value = at(form, path);
  return typeof value === 'object' && !Array.isArray(value) ? { ...(value as Record<string, string>) } : {};
}

/** Stripe refuses what it does not know instead of overlooking it. */
export function allowOnly(form: Form, names: string[]): void {
  const unknown = Object.keys(form).find(name => name !== 'expand' && !names.includes(name));
  if (!unknown) return;
  const message = `Received unknown parameter: ${unknown}`;
  throw new Refusal(400, { code: 'parameter_unknown', param: unknown, message, isValidation: true });
}

function at(form: Form, path: string): FormValue {
  let value: FormValue = form;
  for (const field of path.split('.')) {
    if (value === undefined || typeof value === 'string') return undefined;
    value = (value as Form)[field];
  }
  return value;
}

const bracketed = (path: string) => path.replace(/\.([^.]+)/g, '[$1]');
