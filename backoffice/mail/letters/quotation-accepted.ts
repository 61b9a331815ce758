import { formatDate } from '#backoffice/documents/date.ts';
import { button, facts, heading, paragraph, strong } from '../block.ts';
import { letter } from '../letter.ts';
import { offered, quotedLines, quotedSum, sampleLines, samplePanelUrl, sampleQuotation } from '../quotation-blocks.ts';

/** To the wholesaler: the offer is accepted; the order follows. */
export const quotationAccepted = letter({
  schema: offered.omit({ message: true }),
  sample: {
    recipientName: 'Inès Marchetti',
    ...sampleQuotation,
    quoteUrl: samplePanelUrl,
    validUntil: '2026-12-18',
    lines: sampleLines,
  },
  write: data => ({
    subject: `${data.storeName} has accepted your offer ${data.number}`,
    preheader: `It may order at these prices until ${formatDate(data.validUntil, data.locale)}.`,
    title: 'Your offer is accepted',
    blocks: [
      paragraph(
        strong(data.storeName),
        ` has accepted your offer and may order at its prices until ${formatDate(data.validUntil, data.locale)}. Nothing is reserved until then: keep the goods in stock.`,
      ),
      button('Open the request', data.quoteUrl),
      facts({ Request: data.number, 'Holds until': formatDate(data.validUntil, data.locale) }),
      heading('What was agreed'),
      quotedLines(data.lines, data),
      quotedSum(data.lines, data),
    ],
    reason: `You get this letter because you sell on Stackr as ${data.wholesalerName}.`,
  }),
});
