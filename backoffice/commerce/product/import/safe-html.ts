import sanitizeHtml from 'sanitize-html';

const KEPT: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'br',
    'ul',
    'ol',
    'li',
    'strong',
    'em',
    'b',
    'i',
    'u',
    'h2',
    'h3',
    'h4',
    'blockquote',
    'a',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
  ],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['https', 'http', 'mailto'],
  transformTags: {
    h1: 'h2',
    h5: 'h4',
    h6: 'h4',
    div: 'p',
    a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow noopener' }),
  },
};

/** A description as we keep it: structure stays; scripts, styles, pictures and everything that reaches out go. */
export function safeHtml(html: string): string {
  const text = html.trim();
  const isPlain = !/<[a-z!/]/i.test(text);
  const structured = isPlain ? paragraphs(text) : text;
  return sanitizeHtml(structured, KEPT)
    .replace(/<p>(\s|&nbsp;)*<\/p>/g, '')
    .trim();
}

const paragraphs = (text: string) =>
  text
    .split(/\n\s*\n/)
    .filter(part => part.trim() !== '')
    .map(part => `<p>${part.trim().replaceAll('\n', '<br />')}</p>`)
    .join('');
