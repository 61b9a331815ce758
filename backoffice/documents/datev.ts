// DATEV's own description of the format: developer.datev.de, DATEV-Format, Buchungsstapel, format version 13 under header version 700.
import { encodeWindows1252 } from './windows-1252.ts';

export interface DatevFile {
  consultantNumber: number;
  clientNumber: number;
  /** Of the accounts, digits. */
  accountLength: number;
  /** YYYY-MM-DD each; the period lies within the fiscal year, because a booking's date has no year. */
  fiscalYearStart: string;
  from: string;
  to: string;
  currency: string;
  createdAt: Date;
}

export interface DatevBooking {
  debit: string;
  credit: string;
  amountCents: number;
  /** YYYY-MM-DD */
  day: string;
  document: string;
  memo: string;
}

/** More are refused by DATEV. */
export const MOST_DATEV_BOOKINGS = 99_999;

/** A stack of bookings for DATEV's accounting: Windows-1252, semicolons, lines that end in CR LF. */
export async function* writeDatev(file: DatevFile, pages: AsyncIterable<DatevBooking[]>): AsyncGenerator<Buffer> {
  yield encodeWindows1252(`${headerOf(file)}\r\n${COLUMNS.join(';')}\r\n`);
  for await (const bookings of pages)
    yield encodeWindows1252(bookings.map(booking => `${record(booking, file.currency)}\r\n`).join(''));
}

function headerOf(file: DatevFile): string {
  const { createdAt, consultantNumber, clientNumber, accountLength, fiscalYearStart, from, to, currency } = file;
  const made = createdAt.toISOString().replace(/\D/g, '');
  const label = quoted(`Stackr ${from} ${to}`);
  const what = ['"EXTF"', 700, 21, '"Buchungsstapel"', 13, made, '', '"SK"', '"Stackr"', '""'];
  const whose = [consultantNumber, clientNumber, plain(fiscalYearStart), accountLength, plain(from), plain(to)];
  // 1: financial accounting; 0: no purpose of its own; 0: not locked yet, the accountant looks first.
  return [...what, ...whose, label, '""', 1, 0, 0, quoted(currency), '', '""', '', '', '""', '', '', '""', '""'].join(
    ';',
  );
}

function record({ debit, credit, amountCents, day, document, memo }: DatevBooking, currency: string): string {
  const fields: string[] = new Array(COLUMNS.length).fill('');
  fields[0] = decimalComma(amountCents);
  fields[1] = '"S"';
  fields[2] = quoted(currency);
  fields[6] = debit;
  fields[7] = credit;
  fields[9] = day.slice(8, 10) + day.slice(5, 7);
  fields[10] = quoted(document.replace(/[^\w$%&*+\-/]/g, '').slice(0, 36));
  fields[13] = quoted(memo.replace(/\p{Cc}+/gu, ' ').slice(0, 60));
  fields[113] = '0';
  return fields.join(';');
}

const plain = (day: string): string => day.replaceAll('-', '');
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const decimalComma = (cents: number): string => `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
const numbered = (count: number, names: (number: number) => string[]): string[] =>
  Array.from({ length: count }, (_, index) => names(index + 1)).flat();

const COLUMNS = [
  ...[
    'Umsatz (ohne Soll/Haben-Kz)',
    'Soll/Haben-Kennzeichen',
    'WKZ Umsatz',
    'Kurs',
    'Basis-Umsatz',
    'WKZ Basis-Umsatz',
  ],
  ...['Konto', 'Gegenkonto (ohne BU-Schlüssel)', 'BU-Schlüssel', 'Belegdatum', 'Belegfeld 1', 'Belegfeld 2', 'Skonto'],
  ...['Buchungstext', 'Postensperre', 'Diverse Adressnummer', 'Geschäftspartnerbank', 'Sachverhalt', 'Zinssperre'],
  'Beleglink',
  ...numbered(8, number => [`Beleginfo - Art ${number}`, `Beleginfo - Inhalt ${number}`]),
  ...['KOST1 - Kostenstelle', 'KOST2 - Kostenstelle', 'Kost-Menge', 'EU-Land u. UStID (Bestimmung)'],
  ...['EU-Steuersatz (Bestimmung)', 'Abw. Versteuerungsart', 'Sachverhalt L+L', 'Funktionsergänzung L+L'],
  ...['BU 49 Hauptfunktionstyp', 'BU 49 Hauptfunktionsnummer', 'BU 49 Funktionsergänzung'],
  ...numbered(20, number => [`Zusatzinformation - Art ${number}`, `Zusatzinformation- Inhalt ${number}`]),
  ...['Stück', 'Gewicht', 'Zahlweise', 'Forderungsart', 'Veranlagungsjahr', 'Zugeordnete Fälligkeit', 'Skontotyp'],
  ...['Auftragsnummer', 'Buchungstyp', 'USt-Schlüssel (Anzahlungen)', 'EU-Land (Anzahlungen)'],
  ...['Sachverhalt L+L (Anzahlungen)', 'EU-Steuersatz (Anzahlungen)', 'Erlöskonto (Anzahlungen)', 'Herkunft-Kz'],
  ...['Buchungs GUID', 'KOST-Datum', 'SEPA-Mandatsreferenz', 'Skontosperre', 'Gesellschaftername', 'Beteiligtennummer'],
  ...['Identifikationsnummer', 'Zeichnernummer', 'Postensperre bis', 'Bezeichnung SoBil-Sachverhalt'],
  ...['Kennzeichen SoBil-Buchung', 'Festschreibung', 'Leistungsdatum', 'Datum Zuord. Steuerperiode', 'Fälligkeit'],
  ...['Generalumkehr (GU)', 'Steuersatz', 'Land', 'Abrechnungsreferenz', 'BVV-Position', 'EU-Land u. UStID (Ursprung)'],
  ...['EU-Steuersatz (Ursprung)', 'Abw. Skontokonto'],
];
