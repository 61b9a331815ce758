import { STYLE } from './style.ts';

/** A page of the stand-in: the ribbon says on every one of them what it is. */
export function layout({ title, main, width }: { title: string; main: string; width: 'wide' | 'narrow' }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${html(title)} · Stripe stand-in</title>
<link rel="icon" href="data:image/svg+xml,${ICON}">
<style>${STYLE}</style>
</head>
<body>
<header class="ribbon"><strong>Stripe stand-in</strong> · test page, no real money moves</header>
<main class="${width}">
${main}
</main>
</body>
</html>
`;
}

export function html(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character]!);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function money(cents: number, currency: string): string {
  return new Intl.NumberFormat('en-IE', { style: 'currency', currency }).format(cents / 100);
}

export interface Field {
  name: string;
  label: string;
  value: string;
  /** What is wrong with it. */
  wrong?: string | undefined;
  /** More attributes, as they are written. */
  attributes?: string;
}

export function field({ name, label, value, wrong, attributes = '' }: Field): string {
  const told = wrong ? ` aria-invalid="true" aria-describedby="${name}-wrong"` : '';
  return `<div>
<label for="${name}">${html(label)}</label>
<input id="${name}" name="${name}" value="${html(value)}"${told} ${attributes}>
${wrong ? `<p class="wrong" id="${name}-wrong">${html(wrong)}</p>` : ''}
</div>`;
}

export const alert = (message: string | null) => (message ? `<p class="alert" role="alert">${html(message)}</p>` : '');

const ICON = encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#5145cd"/>' +
    '<rect x="6" y="10" width="20" height="13" rx="3" fill="#fff"/><rect x="6" y="13" width="20" height="3" fill="#5145cd"/></svg>',
);
