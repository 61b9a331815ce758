import { html, layout } from './layout.ts';

export interface Notice {
  title: string;
  sentence: string;
  link?: { href: string; text: string } | null;
}

export function noticePage({ title, sentence, link }: Notice): string {
  return layout({
    title,
    width: 'narrow',
    main: `<section class="card stack">
<h1 class="title">${html(title)}</h1>
<p class="muted">${html(sentence)}</p>
${link ? `<a class="button" href="${html(link.href)}">${html(link.text)}</a>` : ''}
</section>`,
  });
}
