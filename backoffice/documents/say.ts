/** 1900 → '19%', 550 → '5.5%' */
export function formatRate(rateBp: number): string {
  return `${rateBp / 100}%`;
}

/** A product with one variant has a variant without a name of its own. */
export function itemName({ title, variantTitle }: { title: string; variantTitle: string }): string {
  return variantTitle === '' || variantTitle === title ? title : `${title} – ${variantTitle}`;
}
