import type { DemoItem, DemoLine } from './records.ts';

/** The text, the facts as a list where there are two or more, and one of the line's closing sentences. */
export function descriptionHtml(line: DemoLine, item: DemoItem, index: number): string {
  const facts = factsOf(line, item);
  const list = facts.length > 1 ? `<ul>${facts.map(fact => `<li>${escapeHtml(fact)}</li>`).join('')}</ul>` : '';
  const closing = line.closings[index % line.closings.length]!;
  return `<p>${escapeHtml(item.text)}</p>${list}<p>${escapeHtml(closing)}</p>`;
}

function factsOf(line: DemoLine, item: DemoItem): string[] {
  const attributes = { ...line.attributes, ...item.attributes };
  const said = Object.entries(attributes).map(([name, values]) => `${name}: ${values.join(', ').toLowerCase()}`);
  const proper = said.map(fact => (fact.startsWith('Origin: ') ? `Origin: ${attributes.Origin!.join(', ')}` : fact));
  const sizes = Object.keys(item.choices ?? line.choices ?? {}).includes('Size') ? [] : [sizeOf(line.size)];
  return [...(item.facts ?? []), ...proper, ...sizes];
}

const sizeOf = ([length, width, height]: [number, number, number]) =>
  `Packed: ${[length, width, height].map(millimetres => (millimetres / 10).toFixed(1)).join(' × ')} cm`;

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
