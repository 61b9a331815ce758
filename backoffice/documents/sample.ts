import type { CommissionInvoiceData } from './commission-invoice.ts';
import { bankAccount, company } from './company.ts';
import type { CorrespondenceData, DeliveryRecordData } from './dispute-evidence.ts';
import type { InvoiceData } from './invoice.ts';
import type { PackingSlipData } from './packing-slip.ts';
import type { Address } from './party.ts';
import type { PayoutStatementData, StatementLine } from './statement-totals.ts';

/** Documents as previews and tests show them: names with the letters that go wrong first. */
const store: Address = {
  name: 'Zoë Ångström',
  company: 'Kornblume & Söhne',
  line1: 'Lindenstraße 14',
  city: 'Leipzig',
  postalCode: '04103',
  country: 'DE',
};
const studio: Address = {
  name: 'Ειρήνη Παπαδοπούλου',
  company: 'Atelier Kaolin',
  line1: 'Οδός Ερμού 21',
  city: 'Αθήνα',
  postalCode: '105 63',
  country: 'GR',
};

export const sampleInvoice: InvoiceData = {
  number: 'INV-2026-0042',
  issuedOn: '2026-11-20T09:30:00.000Z',
  dueOn: '2026-12-20',
  paidOn: null,
  orderNumber: 'S-100042',
  orderedOn: '2026-11-20T09:30:00.000Z',
  poNumber: 'PO-7731',
  currency: 'EUR',
  pricesIncludeTax: false,
  seller: company,
  billTo: { address: store, vatId: 'DE811907980', email: 'einkauf@kornblume.example' },
  shipTo: { address: store },
  parts: [
    {
      wholesalerName: 'Atelier Kaolin',
      number: 'S-100042-1',
      lines: [
        invoiceLine({
          sku: 'KAO-MUG-SAG',
          title: 'Stoneware mug',
          variantTitle: 'Sage / 300 ml',
          quantity: 24,
          unitPriceCents: 780,
        }),
        {
          ...invoiceLine({
            sku: 'KAO-BWL-OAT',
            title: 'Serving bowl',
            variantTitle: 'Oat',
            quantity: 6,
            unitPriceCents: 2_150,
          }),
          discountCents: 1_620,
          taxCents: 2_143,
        },
      ],
      shippingCents: 1_290,
      shippingTaxCents: 245,
      shippingTaxRateBp: 1_900,
      taxTreatment: 'taxed',
    },
    {
      wholesalerName: 'Bergamo Coffee Roasters',
      number: 'S-100042-2',
      lines: [
        {
          ...invoiceLine({
            sku: 'BCR-ESP-1000',
            title: 'House espresso No. 4',
            variantTitle: 'Whole beans, 1 kg',
            quantity: 12,
            unitPriceCents: 1_690,
          }),
          taxRateBp: 700,
          taxCents: 1_420,
        },
      ],
      shippingCents: 0,
      shippingTaxCents: 0,
      shippingTaxRateBp: null,
      taxTreatment: 'taxed',
    },
  ],
  totalCents: 58_935,
  payTo: bankAccount,
};

export const samplePackingSlip: PackingSlipData = {
  number: 'S-100042-1',
  orderNumber: 'S-100042',
  poNumber: 'PO-7731',
  issuedOn: '2026-11-21T10:00:00.000Z',
  wholesalerName: 'Atelier Kaolin',
  shipFrom: studio,
  shipTo: store,
  shippingService: 'DHL Parcel Connect',
  trackingCode: 'JJD000390007870123456',
  parcel: { position: 1, count: 2 },
  note: 'Please leave the pallet at the back door, open from 8 to 12.',
  lines: [
    {
      sku: 'KAO-MUG-SAG',
      barcode: '5200104723019',
      title: 'Stoneware mug',
      variantTitle: 'Sage / 300 ml',
      quantity: 24,
      casePack: 12,
    },
    { sku: 'KAO-BWL-OAT', barcode: null, title: 'Serving bowl', variantTitle: 'Oat', quantity: 6, casePack: 1 },
  ],
};

export const samplePayoutStatement: PayoutStatementData = {
  payoutNumber: 'P-1042',
  wholesalerName: 'Atelier Kaolin',
  payTo: { address: studio, vatId: 'EL094259216' },
  currency: 'EUR',
  from: '2026-11-14',
  until: '2026-11-20',
  sentOn: '2026-11-21T02:00:14.000Z',
  transferReference: 'tr_1QsampleTransfer',
  lines: [
    statementLine('sales', '2026-11-14', 'S-100038-1', 'S-100038-1 delivered', 98_400),
    statementLine('commission', '2026-11-14', 'S-100038-1', 'Commission', -11_808),
    { ...statementLine('reserve', '2026-11-14', 'S-100038-1', 'Held back', -5_000), heldUntil: '2027-02-12' },
    statementLine('sales', '2026-11-16', 'S-100040-2', 'S-100040-2 delivered', 48_575),
    statementLine('commission', '2026-11-16', 'S-100040-2', 'Commission', -5_829),
    statementLine('refunds', '2026-11-17', 'S-100038-1', 'Refund on S-100038-1: two mugs broken', -1_856),
    statementLine('commission', '2026-11-17', 'S-100038-1', 'Commission given back: two mugs broken', 223),
    statementLine('sales', '2026-11-18', 'S-100042-1', 'S-100042-1 delivered', 37_235),
    statementLine('commission', '2026-11-18', 'S-100042-1', 'Commission', -3_600),
    statementLine('commission_vat', '2026-11-18', null, 'VAT on commission, C-2026-0016', -2_310),
    statementLine('disputes', '2026-11-18', 'S-100021-1', 'Dispute lost on S-100021-1', -4_200),
    statementLine('labels', '2026-11-20', 'S-100042-1', 'Label DHL Parcel Connect', -690),
    statementLine('adjustments', '2026-11-20', null, 'Adjustment: help with photographs', 4_000),
    statementLine('reversals', '2026-11-20', null, 'Transfer of P-1039 reversed', 7_510),
    {
      ...statementLine('labels', '2026-11-12', 'S-100036-1', 'Label DHL Parcel Connect', -1_091),
      section: 'carried_over',
    },
  ],
  carriedReasons: ['negative_balance'],
  amountCents: 159_559,
  remaining: { pendingCents: 42_010, carriedOverCents: 0, reserveCents: 5_000 },
};

export const sampleCommissionInvoice: CommissionInvoiceData = {
  number: 'C-2026-0017',
  issuedOn: '2026-12-01T03:00:00.000Z',
  from: '2026-11-01',
  until: '2026-11-30',
  currency: 'EUR',
  billTo: { address: studio, vatId: 'EL094259216' },
  lines: [
    commissionLine('2026-11-14', 'S-100038-1', 'Wholesale order', 98_400, 11_808),
    commissionLine('2026-11-16', 'S-100040-2', 'Retail order', 48_575, 5_829),
    commissionLine('2026-11-17', 'S-100038-1', 'Refund: two mugs broken', -1_856, -223),
  ],
  taxRateBp: 0,
  taxCents: 0,
  taxTreatment: 'reverse_charge',
  totalCents: 17_414,
};

function invoiceLine(bought: {
  sku: string;
  title: string;
  variantTitle: string;
  quantity: number;
  unitPriceCents: number;
}) {
  const goodsCents = bought.quantity * bought.unitPriceCents;
  return { ...bought, goodsCents, discountCents: 0, taxRateBp: 1_900, taxCents: Math.round(goodsCents * 0.19) };
}

function statementLine(
  kind: StatementLine['kind'],
  occurredOn: string,
  orderNumber: string | null,
  description: string,
  amountCents: number,
): StatementLine {
  return { section: kind, kind, occurredOn, orderNumber, description, heldUntil: null, amountCents };
}

function commissionLine(
  occurredOn: string,
  orderNumber: string,
  description: string,
  baseCents: number,
  commissionCents: number,
) {
  return { occurredOn, orderNumber, description, baseCents, percentBp: 1_200, fixedCents: 0, commissionCents };
}

export const sampleDeliveryRecord: DeliveryRecordData = {
  orderNumber: 'S-100042',
  issuedOn: '2026-11-24T08:00:00.000Z',
  placedAt: '2026-11-12T10:20:00.000Z',
  shipTo: store,
  parcels: [
    {
      carrier: 'DHL',
      service: 'Paket',
      trackingCode: '00340434161094042557',
      shippedAt: '2026-11-13T15:00:00.000Z',
      deliveredAt: '2026-11-16T11:42:00.000Z',
      deliveryNote: 'Z. Ångström',
      scans: [
        { at: '2026-11-13T18:05:00.000Z', message: 'Accepted at the depot', place: 'Αθήνα' },
        { at: '2026-11-16T11:42:00.000Z', message: 'Delivered, signed for', place: 'Leipzig' },
      ],
    },
    {
      ...{ carrier: 'GLS', service: 'Business', trackingCode: 'GL7731', shippedAt: '2026-11-14T09:00:00.000Z' },
      ...{ deliveredAt: null, deliveryNote: null, scans: [] },
    },
  ],
};

export const sampleCorrespondence: CorrespondenceData = {
  orderNumber: 'S-100042',
  issuedOn: '2026-11-24T08:00:00.000Z',
  letters: [
    {
      sentAt: '2026-11-12T10:21:00.000Z',
      to: 'zoe@kornblume.example',
      subject: 'Thank you for your order S-100042',
      text: 'Hello Zoë Ångström,\n\nThank you for your order.\n\nTotal: €589.35',
    },
  ],
};
