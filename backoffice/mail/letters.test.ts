import { describe, expect, it } from 'vitest';
import { isLetterKind, letters, renderLetter } from './letters.ts';
import { letterKinds, previewLetter } from './preview.ts';

const amountsIn = (text: string) => new Set(text.match(/-?€[\d,]+\.\d\d/g));
const visible = (html: string) => html.replace(/<(style|title)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ');

describe.each(letterKinds)('the %s letter', kind => {
  const { subject, text, html } = previewLetter(kind);

  it('says everything it means to say', () => {
    for (const part of [subject, text, html]) expect(part).not.toMatch(/undefined|NaN|null|\[object|Invalid Date/);
    expect(subject).toMatch(/^\S.{3,120}$/);
    expect(text.split('\n').length).toBeGreaterThan(8);
  });

  it('names the same amounts in text and HTML', () => {
    expect(amountsIn(text)).toEqual(amountsIn(visible(html)));
  });

  it('links to full addresses only, the same in both', () => {
    const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(match => match[1]!.replaceAll('&amp;', '&'));
    const links = hrefs.filter(href => !href.startsWith('mailto:'));
    expect(links.length).toBeGreaterThan(0);
    for (const href of links) {
      expect(new URL(href).protocol).toBe('https:');
      expect(text).toContain(href);
    }
  });

  it('loads nothing from elsewhere', () => {
    expect(html).not.toMatch(/<(img|script|link|iframe)|url\(|@import/i);
  });

  it('shows what people typed as text, never as markup', () => {
    const evil = renderWith(kind, '<img src=x onerror=alert(1)>"\'&');
    expect(evil.html).not.toContain('<img');
    expect(evil.html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
  });

  it('lets no typed line break into subject or headings', () => {
    const evil = renderWith(kind, 'Name\r\nBcc: all@stackr.example');
    expect(evil.subject).not.toMatch(/[\r\n]/);
    expect(evil.text).not.toMatch(/^Bcc:/m);
  });
});

describe('renderLetter', () => {
  it('refuses data that does not fit the letter', () => {
    const sample = letters['verify-email'].sample;
    expect(() => renderLetter('verify-email', { ...sample, verifyUrl: '/verify' })).toThrow();
    expect(() => renderLetter('verify-email', { ...sample, verifyUrl: 'javascript:alert(1)' })).toThrow();
    expect(() => renderLetter('low-stock', { ...letters['low-stock'].sample, items: [] })).toThrow();
  });

  it('takes data back from the database as it was written', () => {
    for (const kind of letterKinds) {
      const stored = JSON.parse(JSON.stringify(letters[kind].sample));
      expect(renderLetter(kind, stored)).toEqual(previewLetter(kind));
    }
  });

  it('says who pays what in an order: grouped by wholesaler, each with its sum', () => {
    const { text } = previewLetter('order-confirmation');
    const order = [
      'Atelier Kaolin',
      'From Atelier Kaolin',
      '€372.35',
      'Bergamo',
      'From Bergamo Coffee Roasters',
      '€202.80\n\nOrder total',
      '€575.15',
    ];
    const places = order.map(words => text.indexOf(words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('greets nobody by a name that is a link', () => {
    const sample = letters.welcome.sample;
    expect(renderLetter('welcome', { ...sample, recipientName: 'Win at evil.example/prize' }).text).toContain(
      'Hello,\n',
    );
    expect(renderLetter('welcome', { ...sample, recipientName: 'Dr. Zoë O’Neil' }).text).toContain(
      'Hello Dr. Zoë O’Neil,',
    );
  });

  it('knows its kinds', () => {
    expect(isLetterKind('welcome')).toBe(true);
    expect(isLetterKind('toString')).toBe(false);
  });
});

/** The sample with its names, reasons and notes replaced. The greeting leaves out odd names, so some other word must carry it. */
function renderWith(kind: (typeof letterKinds)[number], words: string) {
  const sample: Record<string, unknown> = { ...letters[kind].sample, recipientName: words };
  for (const field of ['storeName', 'wholesalerName', 'reason', 'question', 'note', 'orderNumber']) {
    if (typeof sample[field] === 'string' && !kind.startsWith('payout')) sample[field] = words;
    else if (field === 'wholesalerName' && field in sample) sample[field] = words;
  }
  return renderLetter(kind, sample as never);
}

describe('the confirmation of an order', () => {
  const { sample } = letters['order-confirmation'];
  const flat = (text: string) => text.replace(/\s+/g, ' ');
  const sent = flat(previewLetter('order-confirmation').text);
  const write = (taxTreatment: 'exempt' | 'reverse_charge' | 'export' | 'taxed') =>
    flat(
      renderLetter('order-confirmation', {
        ...sample,
        parts: sample.parts.map(part => ({ ...part, taxTreatment })),
      }).text,
    );

  it('says why no tax is charged, and of which delivery where that is not so for all', () => {
    expect(sent).toMatch(/accounted for by the recipient.*S-100042-2/);
    expect(write('reverse_charge')).toContain('Your VAT id: AT U12345678.');
    expect(write('export')).toContain('the goods leave the territory');
    expect(write('exempt')).toContain('valid certificate of exemption');
    expect(write('taxed')).not.toMatch(/No VAT|recipient/);
  });

  it('names each promotion, and delivery before what was taken off it', () => {
    expect(sent).toMatch(/Autumn opening \(AUTUMN\).*-€16\.20/);
    expect(sent).toMatch(/Free delivery from €300.*-€6\.90/);
    expect(sent).toMatch(/Shipping.*€19\.80/);
  });

  it('written before promotions were named stays readable', () => {
    const { promotions: _, taxId: __, ...before } = sample;
    expect(renderLetter('order-confirmation', before).text).toMatch(/Discount.*-€16\.20/);
  });
});
