export type Choice = Record<string, string>;
interface Variant {
  sku: string;
  options: Choice;
}

/** The variant of exactly this choice. */
export const variantOf = <V extends Variant>(variants: V[], names: string[], choice: Choice): V | undefined =>
  variants.find(variant => names.every(name => variant.options[name] === choice[name]));

/** Whether a value goes with what is chosen in the options before its own. The first option is never impossible, so nobody gets stuck. */
export function isPossible(variants: Variant[], names: string[], choice: Choice, name: string, value: string): boolean {
  const before = names.slice(0, names.indexOf(name));
  return variants.some(({ options }) => options[name] === value && before.every(one => options[one] === choice[one]));
}

/** The choice after a click: later options keep their value where it still exists, else take the first that does. */
export function choose(variants: Variant[], names: string[], choice: Choice, name: string, value: string): Choice {
  const next: Choice = { ...choice, [name]: value };
  for (const later of names.slice(names.indexOf(name) + 1)) {
    if (isPossible(variants, names, next, later, next[later] ?? '')) continue;
    const before = names.slice(0, names.indexOf(later));
    const match = variants.find(({ options }) => before.every(one => options[one] === next[one]));
    next[later] = match?.options[later] ?? '';
  }
  return next;
}

/** What the address says: ?v=<sku>, or one o.<option> each from the form without JavaScript; else the first that is in stock. */
export function choiceFrom<V extends Variant & { stock: { state: string } }>(
  variants: V[],
  names: string[],
  search: Pick<URLSearchParams, 'get'>,
): Choice {
  const named = variants.find(({ sku }) => sku === search.get('v'));
  const first = named ?? variants.find(({ stock }) => stock.state !== 'out') ?? variants[0];
  let choice: Choice = { ...first?.options };
  for (const name of names) {
    const value = search.get(`o.${name}`);
    if (value && isPossible(variants, names, choice, name, value))
      choice = choose(variants, names, choice, name, value);
  }
  return choice;
}
