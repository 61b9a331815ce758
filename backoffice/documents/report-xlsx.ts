import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { decimal } from './cell.ts';
import type { TableColumn, TablePages, TableRow } from './report-table.ts';

/** A sheet of Excel ends here; what is left goes on in the next. */
const MOST_ROWS = 1_048_576;
const LONGEST_TEXT = 32_767;

/**
 * A workbook written as it goes: nothing of it stays in memory. Text is stored as text and never as a formula, whatever it begins with;
 * amounts, rates and days are numbers with a format.
 */
export async function* writeXlsx(
  title: string,
  columns: TableColumn[],
  pages: TablePages,
  mostRows = MOST_ROWS,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const header = rowXml(columns.map(({ label }) => textCell(label, STYLE.header)));
  let sheets = 0;
  let rowsLeft = 0;
  let sheet: ZipDeflate | null = null;
  const end = () => sheet?.push(strToU8('</sheetData></worksheet>'), true);
  const begin = () => {
    end();
    sheets += 1;
    rowsLeft = mostRows - 1;
    sheet = new ZipDeflate(`xl/worksheets/sheet${sheets}.xml`, { level: 4 });
    zip.add(sheet);
    sheet.push(strToU8(`${SHEET_HEAD}${widths(columns)}<sheetData>${header}`));
  };
  begin();
  for await (const page of pages) {
    for (let from = 0; from < page.length; ) {
      if (rowsLeft === 0) begin();
      const taken = page.slice(from, from + rowsLeft);
      sheet!.push(strToU8(taken.map(row => rowOf(columns, row)).join('')));
      from += taken.length;
      rowsLeft -= taken.length;
    }
    yield* ready.splice(0);
  }
  end();
  for (const [name, xml] of Object.entries(frame(title, sheets))) {
    const file = new ZipPassThrough(name);
    zip.add(file);
    file.push(strToU8(xml), true);
  }
  zip.end();
  yield* ready.splice(0);
}

const STYLE = { header: 1, money: 2, rate: 3, day: 4, time: 5 };

const rowXml = (cells: string[]): string => `<row>${cells.join('')}</row>`;
const rowOf = (columns: TableColumn[], row: TableRow): string =>
  rowXml(columns.map(({ key, kind }) => cell(kind, row[key] ?? null)));

function cell(kind: TableColumn['kind'], value: string | number | null): string {
  if (value === null || value === '') return '<c/>';
  if (kind === 'money') return numberCell(decimal(Number(value)), STYLE.money);
  if (kind === 'rate') return numberCell(String(Number(value) / 10_000), STYLE.rate);
  if (kind === 'integer') return numberCell(String(Number(value)), 0);
  if (kind === 'day' || kind === 'time') return numberCell(String(serial(String(value))), STYLE[kind]);
  return textCell(String(value), 0);
}

const numberCell = (digits: string, style: number): string => `<c s="${style}"><v>${digits}</v></c>`;
const textCell = (text: string, style: number): string =>
  `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text.slice(0, LONGEST_TEXT))}</t></is></c>`;

/** Days since the spreadsheet's day zero. */
const serial = (iso: string): number => Date.parse(iso) / 86_400_000 + 25_569;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Control characters and halves of pairs have no place in XML. */
const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, character => ENTITIES[character]!);

const WIDTH = { text: 24, money: 14, integer: 10, rate: 9, day: 12, time: 19 };
const widths = (columns: TableColumn[]): string =>
  `<cols>${columns.map(({ kind }, index) => `<col min="${index + 1}" max="${index + 1}" width="${WIDTH[kind]}" customWidth="1"/>`).join('')}</cols>`;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const SHEET_HEAD = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="10" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** What holds the sheets together; last, because only then it is known how many there are. */
function frame(title: string, sheets: number): Record<string, string> {
  const each = (of: (number: number) => string): string =>
    Array.from({ length: sheets }, (_, index) => of(index + 1)).join('');
  return {
    'xl/styles.xml': STYLES,
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each(number => `<sheet name="${escapeXml(number === 1 ? title : `${title} ${number}`)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${RELATIONS}">${each(number => `<Relationship Id="rId${number}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="styles" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${KIND}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${KIND}.styles+xml"/>${each(number => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${KIND}.worksheet+xml"/>`)}</Types>`,
  };
}
