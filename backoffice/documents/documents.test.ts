import { describe, expect, it } from 'vitest';
import { renderCommissionInvoice } from './commission-invoice.ts';
import { renderCorrespondence, renderDeliveryRecord } from './dispute-evidence.ts';
import { renderInvoice } from './invoice.ts';
import { renderPackingSlip } from './packing-slip.ts';
import { renderPayoutStatement } from './payout-statement.ts';
import { readPdf } from './read-pdf.ts';
import {
  sampleCommissionInvoice,
  sampleCorrespondence,
  sampleDeliveryRecord,
  sampleInvoice,
  samplePackingSlip,
  samplePayoutStatement,
} from './sample.ts';

const manyLines = Array.from({ length: 80 }, (_, index) => ({
  ...samplePackingSlip.lines[0]!,
  sku: `KAO-${String(index).padStart(3, '0')}`,
}));

describe.each([
  ['invoice', 'Invoice INV-2026-0042', () => renderInvoice(sampleInvoice)],
  ['packing slip', 'Packing slip S-100042-1', () => renderPackingSlip(samplePackingSlip)],
  ['payout statement', 'Payout statement P-1042', () => renderPayoutStatement(samplePayoutStatement)],
  ['commission invoice', 'Commission invoice C-2026-0017', () => renderCommissionInvoice(sampleCommissionInvoice)],
  ['delivery record', 'Delivery record S-100042', () => renderDeliveryRecord(sampleDeliveryRecord)],
  ['correspondence', 'Correspondence S-100042', () => renderCorrespondence(sampleCorrespondence)],
])('the %s', (_name, title, render) => {
  it('carries title, language and page number, and says nothing undefined', async () => {
    const pdf = await readPdf(await render());
    expect(pdf.title).toBe(title);
    expect(pdf.language).toBe('en-IE');
    expect(pdf.text).toContain(`Page 1 of ${pdf.pages.length}`);
    expect(pdf.text).not.toMatch(/undefined|NaN|null|Invalid Date/);
  });

  it('is the same file for the same data', async () => {
    expect((await render()).equals(await render())).toBe(true);
  });
});

it('a delivery record names each parcel with its scans, a correspondence every word that was written', async () => {
  const { text } = await readPdf(await renderDeliveryRecord(sampleDeliveryRecord));
  for (const words of ['00340434161094042557', 'Delivered, signed for', '16 Nov 2026, 11:42', 'GLS GL7731', 'not yet'])
    expect(text).toContain(words);
  const letters = await readPdf(await renderCorrespondence(sampleCorrespondence));
  for (const words of ['12 Nov 2026, 10:21 UTC, to zoe@kornblume.example', 'Total: €589.35'])
    expect(letters.text).toContain(words);
});

describe('the invoice', () => {
  it('sums up each wholesaler, each tax rate and the whole', async () => {
    const { text } = await readPdf(await renderInvoice(sampleInvoice));
    for (const words of [
      'From Atelier Kaolin €372.35',
      'From Bergamo Coffee Roasters €217.00',
      'Invoice total €589.35',
    ])
      expect(text).toContain(words);
    expect(text).toContain('19% of €312.90 net: €59.45');
    expect(text).toContain('7% of €202.80 net: €14.20');
    expect(text).toContain('Due on 20 December 2026');
    expect(text).toContain('PO-7731');
    expect(text).toContain('IBAN IE29 AIBK 9311 5212 3456 78');
    expect(text).not.toContain('Reverse charge');
  });

  it('takes tax out of prices that include it', async () => {
    const gross = { ...sampleInvoice, pricesIncludeTax: true, totalCents: 51_570 };
    const { text } = await readPdf(await renderInvoice(gross));
    expect(text).toContain('19% of €253.45 net: €59.45');
    expect(text).toContain('VAT, included €73.65');
  });

  it('names the reverse charge, and that it is paid', async () => {
    const { text } = await readPdf(
      await renderInvoice({ ...treated('reverse_charge', 'taxed'), paidOn: '2026-11-20', dueOn: null }),
    );
    expect(text).toContain('accounted for by the recipient');
    expect(text).toContain('This is so for S-100042-1.');
    expect(text).toContain('Paid on 20 November 2026');
    expect(text).not.toContain('How to pay');
  });

  it('says exempt for a certificate and export abroad, and reverse charge for neither', async () => {
    const exempt = (await readPdf(await renderInvoice(treated('exempt', 'exempt')))).text;
    expect(exempt).toContain('valid certificate of exemption');
    expect(exempt).not.toContain('This is so for');
    const abroad = (await readPdf(await renderInvoice(treated('export', 'export')))).text;
    expect(abroad).toContain('leave the territory');
    for (const text of [exempt, abroad]) expect(text).not.toContain('Reverse charge');
  });

  it('is never made when it does not sum to the order', async () => {
    await expect(renderInvoice({ ...sampleInvoice, totalCents: 58_936 })).rejects.toThrow('58935');
  });
});

const treated = (...treatments: ('taxed' | 'exempt' | 'reverse_charge' | 'export')[]) => ({
  ...sampleInvoice,
  parts: sampleInvoice.parts.map((part, index) => ({ ...part, taxTreatment: treatments[index]! })),
});

describe('the packing slip', () => {
  it('shows everything a packer needs, and no price', async () => {
    const { text } = await readPdf(await renderPackingSlip(samplePackingSlip));
    for (const words of ['KAO-MUG-SAG', '5200104723019', '2 × 12', 'Kornblume & Söhne', 'Αθήνα', '1 of 2', '2 items'])
      expect(text).toContain(words);
    expect(text).not.toMatch(/€|EUR/);
  });

  it('repeats the header of a long table on every page and loses no line', async () => {
    const { pages, text } = await readPdf(await renderPackingSlip({ ...samplePackingSlip, lines: manyLines }));
    expect(pages.length).toBeGreaterThan(2);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
      if (/KAO-\d/.test(page)) expect(page).toContain('Case packs');
    }
    for (const line of manyLines) expect(text.split(line.sku)).toHaveLength(2);
    expect(text).toContain('80 items');
    expect(text).toContain('1920');
  });

  it('wraps long names, in Latin, Greek and Cyrillic, and cuts what would never end', async () => {
    const title = 'Łódź Żółw – Ħobż tal-Malti, Ελληνικός καφές, Българско розово масло ';
    const lines = [
      { ...samplePackingSlip.lines[0]!, title: title.repeat(2) },
      { ...samplePackingSlip.lines[0]!, title: 'x'.repeat(5_000) },
    ];
    const { text, pages } = await readPdf(await renderPackingSlip({ ...samplePackingSlip, lines }));
    for (const words of ['Łódź', 'Ħobż', 'Ελληνικός', 'Българско', '…']) expect(text).toContain(words);
    expect(pages.length).toBeLessThanOrEqual(2);
  });
});

describe('the payout statement', () => {
  it('sums to the transfer, to the cent', async () => {
    const { text } = await readPdf(await renderPayoutStatement(samplePayoutStatement));
    expect(text).toContain(
      'Sales €1,842.10 Commission -€210.14 VAT on commission -€23.10 Refunds -€18.56 Disputes -€42.00 ' +
        'Shipping labels -€6.90 Reserve -€50.00 Adjustments €40.00 Reversed transfers €75.10 ' +
        'Carried over from before -€10.91 Paid out €1,595.59',
    );
    for (const words of [
      'Sum €1,842.10',
      'until 12 February 2027',
      'because your balance was below zero',
      'VAT on commission, C-2026-0016',
    ])
      expect(text).toContain(words);
    expect(text).toContain('tr_1QsampleTransfer');
    expect(text).toContain('€420.10 waits for delivery');
  });

  it('tells the days of a section too long for paper, and loses no cent', async () => {
    const [sale] = samplePayoutStatement.lines;
    const lines = Array.from({ length: 1_001 }, (_, index) => ({
      ...sale!,
      occurredOn: `2026-11-${10 + (index % 3)}`,
      amountCents: index,
    }));
    const { pages, text } = await readPdf(
      await renderPayoutStatement({ ...samplePayoutStatement, lines, amountCents: 500_500 }),
    );
    expect(pages).toHaveLength(1);
    expect(text).toContain('334 entries');
    expect(text).toContain('Sum €5,005.00');
  });

  it('is never made when it does not', async () => {
    await expect(renderPayoutStatement({ ...samplePayoutStatement, amountCents: 159_558 })).rejects.toThrow('159559');
  });
});

describe('the commission invoice', () => {
  it('sums commission and tax, refunds taken off', async () => {
    const { text } = await readPdf(await renderCommissionInvoice(sampleCommissionInvoice));
    expect(text).toContain('Commission €174.14 VAT 0% €0.00 Invoice total €174.14');
    expect(text).toContain('-€2.23');
    expect(text).toContain('Reverse charge');
  });

  it('is never made when it does not sum up', async () => {
    await expect(renderCommissionInvoice({ ...sampleCommissionInvoice, taxCents: 1 })).rejects.toThrow('17414');
  });
});
