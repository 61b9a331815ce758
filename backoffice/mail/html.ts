import { company, houseLocale } from '#backoffice/documents/company.ts';
import { addressLines } from '#backoffice/documents/party.ts';
import { blockHtml } from './block-html.ts';
import { dark, light, markBars, type Palette } from './brand.ts';
import { escapeHtml, font } from './escape.ts';
import type { Written } from './letter.ts';

/** Tables and inline styles, because that is what mail clients keep; the style element only turns the lights out and narrows the card. */
export function letterHtml(written: Written): string {
  return `<!doctype html>
<html lang="en" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${escapeHtml(written.subject)}</title>
<style>${stylesheet()}</style>
</head>
<body class="page" style="margin:0;padding:0;background:${light.page};-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escapeHtml(written.preheader)}${'&#847;&zwnj;&nbsp;'.repeat(40)}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${light.page}" style="background:${light.page}"><tr><td align="center" style="padding:32px 12px 40px">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px">
<tr><td style="padding:0 8px 20px">${letterhead()}</td></tr>
<tr><td class="card" bgcolor="${light.card}" style="background:${light.card};border:1px solid ${light.line};border-radius:14px;padding:36px 40px 28px">
<h1 class="ink" style="margin:0 0 20px;${font(24, 'ink', 32)};font-weight:650;letter-spacing:-0.4px">${escapeHtml(written.title)}</h1>
${written.blocks.map(blockHtml).join('\n')}
</td></tr>
<tr><td style="padding:24px 8px 0">${foot(written.reason)}</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`;
}

function letterhead(): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>
<td width="34" valign="middle" aria-hidden="true">${mark()}</td>
<td valign="middle" class="ink" style="${font(21, 'ink', 26)};font-weight:700;letter-spacing:-0.6px">Stackr</td>
</tr></table>`;
}

/** Drawn with cells: nothing to load, nothing a client could block. */
function mark(): string {
  return markBars
    .map(({ offset, length, colour }) => {
      const space =
        offset === 0 ? '' : `<td width="${offset}" style="width:${offset}px;font-size:0;line-height:6px">&nbsp;</td>`;
      const bar = `<td class="bg-${colour}" width="${length}" height="6" bgcolor="${light[colour]}" style="width:${length}px;height:6px;background:${light[colour]};border-radius:2px;font-size:0;line-height:6px">&nbsp;</td>`;
      return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin-bottom:3px"><tr>${space}${bar}</tr></table>`;
    })
    .join('');
}

function foot(reason: string): string {
  const place = addressLines(company.address, houseLocale).slice(1).join(', ');
  return `<p class="muted" style="margin:0 0 10px;${font(13, 'muted', 20)}">${escapeHtml(reason)}</p>
<p class="muted" style="margin:0;${font(12, 'muted', 18)}">${escapeHtml(company.address.name)} · ${escapeHtml(place)}<br>VAT ${escapeHtml(company.vatId)} · <a class="muted" href="mailto:${company.email}" style="color:${light.muted}">${escapeHtml(company.email)}</a></p>`;
}

function stylesheet(): string {
  const rules = (Object.keys(dark) as (keyof Palette)[]).map(
    role => `.${role}{color:${dark[role]}!important}.bg-${role}{background:${dark[role]}!important}`,
  );
  return `@media (max-width:480px){.card{padding:26px 20px 20px!important}}
@media (prefers-color-scheme:dark){${rules.join('')}.page{background:${dark.page}!important}.card{background:${dark.card}!important;border-color:${dark.line}!important}.rule{border-color:${dark.line}!important}}`;
}
