import type { Block, Fact, Inline, Line, Sum } from './block.ts';
import { light } from './brand.ts';
import { escapeHtml, font } from './escape.ts';

export function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p class="ink" style="margin:0 0 16px;${font(16, 'ink', 25)}">${block.parts.map(inlineHtml).join('')}</p>`;
    case 'heading':
      return headingHtml(block.text, block.detail);
    case 'figure':
      return figureHtml(block.label, block.amount);
    case 'button':
      return buttonHtml(block.label, block.href);
    case 'quote':
      return quoteHtml(block.text);
    case 'facts':
      return table(block.rows.map(factHtml), 'margin:4px 0 20px');
    case 'lines':
      return table(block.rows.map(lineHtml), 'margin:0 0 16px');
    case 'sums':
      return table(block.rows.map(sumHtml), 'margin:0 0 20px');
    case 'steps':
      return listHtml('ol', block.items);
    case 'points':
      return listHtml('ul', block.items);
    case 'small':
      return `<p class="muted" style="margin:0 0 12px;${font(13, 'muted', 20)}">${escapeHtml(block.text)}</p>`;
  }
}

function inlineHtml(part: Inline): string {
  if (typeof part === 'string') return escapeHtml(part);
  const isNumber = /^\S{1,24}$/.test(part.strong);
  return `<strong style="font-weight:600${isNumber ? ';white-space:nowrap' : ''}">${escapeHtml(part.strong)}</strong>`;
}

function listHtml(tag: 'ol' | 'ul', items: string[]): string {
  const rows = items.map(item => `<li style="margin:0 0 6px">${escapeHtml(item)}</li>`).join('');
  return `<${tag} class="ink" style="margin:0 0 18px;padding:0 0 0 22px;${font(16, 'ink', 25)}">${rows}</${tag}>`;
}

function headingHtml(text: string, detail: string | null): string {
  const aside =
    detail === null
      ? ''
      : `<br><span class="muted" style="${font(13, 'muted', 20)};font-weight:400">${escapeHtml(detail)}</span>`;
  return `<h2 class="ink rule" style="margin:26px 0 6px;padding:18px 0 0;border-top:1px solid ${light.line};${font(17, 'ink', 24)};font-weight:650">${escapeHtml(text)}${aside}</h2>`;
}

function figureHtml(label: string, amount: string): string {
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 22px"><tr><td class="bg-soft" bgcolor="${light.soft}" style="background:${light.soft};border-radius:10px;padding:18px 20px">
<span class="muted" style="${font(13, 'muted', 20)}">${escapeHtml(label)}</span><br><span class="pine" style="${font(30, 'pine', 38)};font-weight:700;letter-spacing:-0.6px">${escapeHtml(amount)}</span></td></tr></table>`;
}

function buttonHtml(label: string, href: string): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px"><tr><td class="bg-pine" bgcolor="${light.pine}" style="background:${light.pine};border-radius:9px">
<a href="${escapeHtml(href)}" class="onPine" style="display:inline-block;padding:13px 24px;${font(16, 'onPine', 22)};font-weight:600;text-decoration:none">${escapeHtml(label)}</a></td></tr></table>`;
}

function quoteHtml(text: string): string {
  const words = text.trim().split('\n').map(escapeHtml).join('<br>');
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px"><tr><td class="bg-amber" width="4" bgcolor="${light.amber}" style="width:4px;background:${light.amber};border-radius:2px;font-size:0">&nbsp;</td><td class="ink" style="padding:4px 0 4px 16px;${font(16, 'ink', 25)}">${words}</td></tr></table>`;
}

function table(rows: string[], style: string): string {
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="${style}">${rows.join('\n')}</table>`;
}

function factHtml({ label, values }: Fact): string {
  return `<tr><td class="muted" width="36%" valign="top" style="padding:5px 12px 5px 0;${font(14, 'muted', 21)}">${escapeHtml(label)}</td><td class="ink" valign="top" style="padding:5px 0;${font(14, 'ink', 21)};word-break:break-word">${values.map(escapeHtml).join('<br>')}</td></tr>`;
}

function lineHtml({ title, detail, amount }: Line): string {
  const price = `<td class="ink rule" align="right" valign="top" style="padding:11px 0 11px 16px;border-bottom:1px solid ${light.line};${font(15, 'ink', 22)};white-space:nowrap">${escapeHtml(amount)}</td>`;
  return `<tr><td class="ink rule" valign="top" style="padding:11px 0;border-bottom:1px solid ${light.line};${font(15, 'ink', 22)};word-break:break-word">${escapeHtml(title)}<br><span class="muted" style="${font(13, 'muted', 20)}">${escapeHtml(detail)}</span></td>${price}</tr>`;
}

function sumHtml({ label, amount, isTotal }: Sum): string {
  const weight = isTotal ? 'font-weight:700' : 'font-weight:400';
  const size = font(isTotal ? 17 : 14, isTotal ? 'ink' : 'muted', isTotal ? 26 : 21);
  const tone = isTotal ? 'ink' : 'muted';
  return `<tr><td class="${tone}" style="padding:4px 0;${size};${weight}">${escapeHtml(label)}</td><td class="${tone}" align="right" style="padding:4px 0 4px 16px;${size};${weight};white-space:nowrap">${escapeHtml(amount)}</td></tr>`;
}
